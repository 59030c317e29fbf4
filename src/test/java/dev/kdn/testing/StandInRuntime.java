/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.Locale;

/// A runtime with capabilities and nothing else.
public record StandInRuntime(RuntimeCapabilities capabilities) implements WorkspaceRuntime {
    /// Its engine answers as `check` does.
    public static RuntimeEntry entry(String type, boolean available, EngineCheck check) {
        return entry(type, available, false, RuntimeCapabilities.none().with(EngineCheck.class, check));
    }

    public static RuntimeEntry entry(String type, RuntimeCapabilities capabilities) {
        return entry(type, true, false, capabilities);
    }

    /// One that is never proposed.
    public static RuntimeEntry internal(String type, EngineCheck check) {
        return entry(type, true, true, RuntimeCapabilities.none().with(EngineCheck.class, check));
    }

    private static RuntimeEntry entry(
            String type, boolean available, boolean internal, RuntimeCapabilities capabilities) {
        return new RuntimeEntry(
                describe(type),
                internal,
                () -> available,
                () -> new RuntimeEntry.Missing("no " + type + " command on PATH", "install " + type),
                () -> new StandInRuntime(capabilities));
    }

    private static RuntimeDescription describe(String type) {
        return new RuntimeDescription(type, type.toUpperCase(Locale.ROOT), "Containers", true, "/sources");
    }

    @Override
    public RuntimeDescription description() {
        return describe("stub");
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        throw new AssertionError("create");
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        throw new AssertionError("start");
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        throw new AssertionError("stop");
    }

    @Override
    public void remove(String id, StepLogger steps) {
        throw new AssertionError("remove");
    }

    @Override
    public RuntimeInfo info(String id) {
        throw new AssertionError("info");
    }
}
