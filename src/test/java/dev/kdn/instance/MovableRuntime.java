/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.step.StepLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A fake runtime that can work with several engines. What was made on one of them, the others do not know, and say so
/// as engines do.
final class MovableRuntime extends MeddledRuntime {
    static final Endpoint HERE = new Endpoint("unix:///run/here.sock", "default", true);
    static final Endpoint THERE = new Endpoint("tcp://there:2375", "DOCKER_HOST", false);

    private final Map<String, Endpoint> homes = new HashMap<>();
    private final Set<Endpoint> same = new HashSet<>();
    final List<CreateRequest> requests = new ArrayList<>();
    private Endpoint now = HERE;

    MovableRuntime(ManagerFixture fixture) {
        super(fixture, () -> {});
        fixture.runtimes.clear();
        fixture.runtimes.add(entry());
    }

    void moveTo(Endpoint endpoint) {
        now = endpoint;
    }

    /// From now on that is a further address of any engine.
    void alias(Endpoint endpoint) {
        same.add(endpoint);
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        requests.add(request);
        RuntimeInfo made = super.create(request, steps);
        homes.put(made.id(), now);
        return made;
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        refuseUnknown(id);
        return super.start(id, steps);
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return knows(id) ? super.stop(id, steps) : new RuntimeInfo(id, RuntimeState.STOPPED, Map.of());
    }

    @Override
    public void remove(String id, StepLogger steps) {
        if (knows(id)) {
            super.remove(id, steps);
        }
    }

    @Override
    public RuntimeInfo info(String id) {
        refuseUnknown(id);
        return super.info(id);
    }

    @Override
    public RuntimeCapabilities capabilities() {
        RuntimeCapabilities real = super.capabilities();
        BatchStates states = real.states().orElseThrow();
        GarbageCollection garbage = real.garbage().orElseThrow();
        return real.with(BatchStates.class, (ids, limit) -> known(states, ids, limit))
                .with(GarbageCollection.class, new KnownGarbage(garbage))
                .with(EnginePlace.class, new EnginePlace() {
                    @Override
                    public Endpoint endpoint() {
                        return now;
                    }

                    @Override
                    public String wayTo(Endpoint other) {
                        return "go to " + other.address() + " by " + other.source();
                    }
                });
    }

    private Map<String, LiveState> known(BatchStates states, Collection<String> ids, Duration limit) {
        return states.states(ids.stream().filter(this::knows).toList(), limit);
    }

    private void refuseUnknown(String id) {
        if (!knows(id)) {
            throw new NotFoundException("runtime instance not found: " + id);
        }
    }

    private boolean knows(String id) {
        return homes.getOrDefault(id, now).equals(now) || same.contains(now);
    }

    /// An engine lists what it has.
    private final class KnownGarbage implements GarbageCollection {
        private final GarbageCollection all;

        KnownGarbage(GarbageCollection all) {
            this.all = all;
        }

        @Override
        public List<EngineObject> objects() {
            return all.objects().stream().filter(object -> knows(object.id())).toList();
        }

        @Override
        public List<EngineObject> objectsOf(String workspaceId) {
            return all.objectsOf(workspaceId).stream()
                    .filter(object -> knows(object.id()))
                    .toList();
        }

        @Override
        public void remove(EngineObject object) {
            all.remove(object);
        }
    }
}
