/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.KdnLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks for the states and ports of all containers of this storage in one call.
final class DockerStates implements BatchStates {
    // How the list tells of an exit code, and of no other way.
    private static final String KILLED = "Exited (" + ContainerStates.KILLED + ")";
    private static final int MOST_QUESTIONS = 20;

    private final DockerConnection connection;
    private final Supplier<Optional<String>> storageId;

    DockerStates(DockerConnection connection, Supplier<Optional<String>> storageId) {
        this.connection = connection;
        this.storageId = storageId;
    }

    @Override
    public Map<String, LiveState> states(Collection<String> ids, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<String> storage = storageId.get();
        Map<String, LiveState> states = new HashMap<>();
        if (storage.isEmpty()) {
            return states;
        }
        Map<String, String> ours = Map.of(KdnLabels.STORAGE, storage.get());
        List<String> killed = new ArrayList<>();
        for (FoundContainer container : new ContainerListing(connection).found(ours, limit)) {
            states.put(container.id(), live(container));
            if (ids.contains(container.id()) && container.status().startsWith(KILLED)) {
                killed.add(container.id());
            }
        }
        states.keySet().retainAll(ids);
        killed.stream().limit(MOST_QUESTIONS).forEach(id -> ask(id, end, states));
        return states;
    }

    /// Docker chooses ports at each start, also at one behind kdn's back.
    private static LiveState live(FoundContainer container) {
        RuntimeState state = ContainerStates.parse(container.state());
        if (state != RuntimeState.RUNNING) {
            return LiveState.of(state);
        }
        List<Forward> forwards = new ArrayList<>(container.forwards());
        forwards.sort(Forward.ORDER);
        return new LiveState(state, Optional.of(forwards));
    }

    /// Why it was killed, only the container itself tells. What does not come in time is no answer.
    private void ask(String id, long end, Map<String, LiveState> states) {
        Duration rest = Duration.ofNanos(end - System.nanoTime());
        if (rest.isPositive()) {
            try {
                DockerInspection found =
                        new DockerInspection(connection.look("docker container " + id, rest, "containers", id));
                states.put(id, LiveState.of(found.state()));
            } catch (NotFoundException | TimedOutException | EngineException unknown) {
                return;
            }
        }
    }
}
