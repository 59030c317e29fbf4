/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.Container;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.KdnLabels;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks for the states of all containers of this storage in one call.
final class DockerStates implements BatchStates {
    private final DockerConnection connection;
    private final Supplier<Optional<String>> storageId;

    DockerStates(DockerConnection connection, Supplier<Optional<String>> storageId) {
        this.connection = connection;
        this.storageId = storageId;
    }

    @Override
    public Map<String, RuntimeState> states(Collection<String> ids, Duration limit) {
        Optional<String> storage = storageId.get();
        Map<String, RuntimeState> states = new HashMap<>();
        if (storage.isEmpty()) {
            return states;
        }
        List<Container> containers = connection.ask(
                "list containers",
                Patience.whole(limit),
                client -> client.listContainersCmd()
                        .withShowAll(true)
                        .withFilter("label", List.of(KdnLabels.STORAGE + "=" + storage.get()))
                        .exec());
        for (Container container : containers) {
            states.put(container.getId(), ContainerStates.parse(String.valueOf(container.getState())));
        }
        states.keySet().retainAll(ids);
        return states;
    }
}
