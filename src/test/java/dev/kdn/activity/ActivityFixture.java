/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.instance.ChangedRuntime;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.ManagerFixture;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.fake.FakeRuntime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Activities of fake workspaces whose programs are those of [ProgramsInMemory]; `shop` runs.
final class ActivityFixture {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final ProcessIdentity ALIVE = ProcessIdentity.current();
    /// The same pid at another time.
    static final ProcessIdentity REUSED = new ProcessIdentity(ALIVE.pid(), ALIVE.startTicks() - 1, ALIVE.bootId());
    /// The same pid and time since another boot.
    static final ProcessIdentity OTHER_BOOT = new ProcessIdentity(ALIVE.pid(), ALIVE.startTicks(), "another-boot");

    final ManagerFixture house;
    final ProgramsInMemory programs = new ProgramsInMemory();
    final ActivityStore store;
    final Instance shop;
    final List<String> warnings = new ArrayList<>();
    /// What the runtime tells of each instance, if not the truth.
    Optional<RuntimeState> state = Optional.empty();
    Instant now = Instant.parse("2026-05-24T10:00:00Z");

    ActivityFixture(Path folder) {
        this.house = new ManagerFixture(folder);
        RuntimeEntry fake = FakeRuntime.entry(house.storage, () -> now, Map.of());
        house.runtimes.clear();
        house.runtimes.add(ChangedRuntime.in(
                fake,
                can -> can.with(ProgramAccess.class, programs),
                info -> state.map(now -> new RuntimeInfo(info.id(), now, info.info(), info.facts()))
                        .orElse(info)));
        this.store = new ActivityStore(house.storage);
        this.shop = running("shop");
    }

    Instance running(String name) {
        return manager().start(house.addNamed(name).id(), house.steps);
    }

    InstanceManager manager() {
        return house.manager();
    }

    Places places() {
        return new Places(this::manager);
    }

    Refresh refresh() {
        return new Refresh(store, places(), () -> now, warnings::add);
    }

    ActivitySweep sweep() {
        return new ActivitySweep(store, places(), with());
    }

    private Activities.Collaborators with() {
        return new Activities.Collaborators(
                house.storage, this::manager, () -> ALIVE, new Cancellation(), () -> now, Map.of());
    }

    /// Activities as they are now.
    List<ActivityState> states(Activity... activities) {
        return refresh().of(List.of(activities), manager().stored()).stream()
                .map(Activity::state)
                .toList();
    }

    /// One of `shop` on record.
    Activity recorded(String name, boolean attached, ProcessIdentity owner, ActivityState state) {
        return recorded(shop.id(), name, attached, owner, state);
    }

    Activity recorded(String workspaceId, String name, boolean attached, ProcessIdentity owner, ActivityState state) {
        Activity made = activity(workspaceId, name, attached, owner, state);
        return store.add(workspaceId, Optional.of(name), name, _ -> made);
    }

    Activity activity(String workspaceId, String name, boolean attached, ProcessIdentity owner, ActivityState state) {
        return new Activity(
                ActivityId.random(),
                name,
                workspaceId,
                name,
                Optional.empty(),
                attached,
                owner,
                ActivityId.random(),
                state,
                now,
                false,
                state.isOver()
                        ? Optional.of(new Activity.End(now, java.util.OptionalInt.of(0), false))
                        : Optional.empty());
    }
}
