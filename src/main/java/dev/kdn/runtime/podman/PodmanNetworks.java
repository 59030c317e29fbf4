/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.container.EngineNetworks;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.NetworkRace;
import dev.kdn.runtime.container.Removal;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// podman's networks.
final class PodmanNetworks implements EngineNetworks {
    // What podman exits with when a network that is to be removed is in use.
    private static final int IN_USE = 2;

    private final PodmanCli podman;

    PodmanNetworks(PodmanCli podman) {
        this.podman = podman;
    }

    @Override
    public boolean has(String name) {
        return podman.call(PodmanCli.ASK, "network", "exists", name).succeeded();
    }

    @Override
    public void create(String name, Map<String, String> labels) {
        NetworkRace.overcome(() -> tryToCreate(name, labels));
    }

    private void tryToCreate(String name, Map<String, String> labels) {
        CommandResult result = podman.call(PodmanCli.CHANGE, PodmanArguments.createNetwork(name, labels), Map.of());
        if (!result.succeeded()) {
            throw podman.setUpFailure("failed to create network " + name, result);
        }
    }

    @Override
    public Removal remove(String name) {
        CommandResult result = podman.call(PodmanCli.CHANGE, "network", "rm", name);
        return switch (result.exitCode()) {
            case 0, 1 -> Removal.GONE; // 1: it is gone already
            case IN_USE -> Removal.IN_USE;
            default -> throw podman.failure("failed to remove network " + name, result);
        };
    }

    @Override
    public Optional<String> workspaceOf(String name) {
        String label = "{{index .Labels \"" + KdnLabels.WORKSPACE + "\"}}";
        CommandResult result = podman.call(PodmanCli.ASK, "network", "inspect", "--format", label, name);
        return Optional.of(result.stdout().strip()).filter(id -> result.succeeded() && !id.isEmpty());
    }

    @Override
    public Map<String, String> all(String storageId) {
        String label = "label=" + KdnLabels.STORAGE + "=" + storageId;
        String json = String.join("\n", podman.listing("network", "ls", "--filter", label, "--format", "json"));
        Map<String, String> networks = new HashMap<>();
        try {
            JsonValues found = JsonValues.of(json);
            found.elements("", "name")
                    .forEach(network -> networks.put(
                            found.get(network + "/name"), found.get(network + "/labels/" + KdnLabels.WORKSPACE)));
        } catch (IOException e) {
            throw new EngineException("podman network ls answered what kdn does not understand: " + json, null, e);
        }
        return networks;
    }
}
