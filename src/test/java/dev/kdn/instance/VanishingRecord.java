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

/// A fake runtime during whose start another kdn, which knows nothing of our locks, removes all records.
final class VanishingRecord implements WorkspaceRuntime {
    private final ManagerFixture fixture;
    private final FakeRuntime real;

    VanishingRecord(ManagerFixture fixture) {
        this.fixture = fixture;
        this.real = new FakeRuntime(fixture.storage, () -> fixture.now);
    }

    RuntimeEntry entry() {
        return new RuntimeEntry(description(), true, () -> true, () -> this);
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
        fixture.write("storage/instances.json", "[]");
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
