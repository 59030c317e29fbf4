/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.function.UnaryOperator;

/// A runtime with other capabilities, and what an instance is like as somebody wants it.
///
/// @param change what becomes of the capabilities of the real one
/// @param info what becomes of what it tells
public record ChangedRuntime(
        WorkspaceRuntime real, UnaryOperator<RuntimeCapabilities> change, UnaryOperator<RuntimeInfo> info)
        implements WorkspaceRuntime {
    /// The entry of a registry whose runtime is changed.
    public static RuntimeEntry in(RuntimeEntry entry, UnaryOperator<RuntimeCapabilities> change) {
        return in(entry, change, info -> info);
    }

    /// The same, which also tells other things of instances.
    public static RuntimeEntry in(
            RuntimeEntry entry, UnaryOperator<RuntimeCapabilities> change, UnaryOperator<RuntimeInfo> info) {
        WorkspaceRuntime runtime = new ChangedRuntime(entry.runtime().get(), change, info);
        return new RuntimeEntry(
                entry.description(), entry.internal(), entry.available(), entry.missing(), () -> runtime);
    }

    @Override
    public RuntimeDescription description() {
        return real.description();
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return real.create(request, steps);
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        return real.start(id, steps);
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return real.stop(id, steps);
    }

    @Override
    public void remove(String id, StepLogger steps) {
        real.remove(id, steps);
    }

    @Override
    public RuntimeInfo info(String id) {
        return info.apply(real.info(id));
    }

    @Override
    public RuntimeCapabilities capabilities() {
        return change.apply(real.capabilities());
    }
}
