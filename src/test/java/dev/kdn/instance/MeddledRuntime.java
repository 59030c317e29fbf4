/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.runtime.fake.FakeRuntime;
import dev.kdn.step.StepLogger;

/// A fake runtime during whose create and start something else happens, such as another kdn, which knows nothing of
/// our locks, at work.
class MeddledRuntime implements WorkspaceRuntime {
    private final FakeRuntime real;
    private final Runnable meddling;

    MeddledRuntime(ManagerFixture fixture, Runnable meddling) {
        this.meddling = meddling;
        this.real = new FakeRuntime(fixture.storage, () -> fixture.now);
    }

    RuntimeEntry entry() {
        return new RuntimeEntry(
                description(), true, () -> true, () -> new RuntimeEntry.Missing("nothing", "nothing"), () -> this);
    }

    @Override
    public RuntimeDescription description() {
        return real.description();
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        RuntimeInfo made = real.create(request, steps);
        meddling.run();
        return made;
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        meddling.run();
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
        return real.info(id);
    }

    @Override
    public RuntimeCapabilities capabilities() {
        return real.capabilities();
    }
}
