/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.container.EngineNetworks;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.NetworkRace;
import dev.kdn.runtime.container.Removal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Docker's networks.
final class DockerNetworks implements EngineNetworks {
    private final DockerConnection connection;

    DockerNetworks(DockerConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<Network> find(String name) {
        try {
            return Optional.of(connection.ask(
                    "look at network " + name,
                    client -> client.inspectNetworkCmd().withNetworkId(name).exec()));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// Docker keeps networks apart from each other by itself.
    @Override
    public void create(String name, Map<String, String> labels) {
        try {
            NetworkRace.overcome(() -> create(name, labels, Optional.empty()));
        } catch (EngineException | NotFoundException refused) {
            if (!OwnSubnets.areNeeded(refused)) {
                throw refused;
            }
            OwnSubnets subnets = connection.endpoint().isLocal() ? OwnSubnets.here() : OwnSubnets.elsewhere();
            subnets.make(name, range -> create(name, labels, Optional.of(range)));
        }
    }

    private void create(String name, Map<String, String> labels, Optional<String> range) {
        connection.ask("create network " + name, client -> {
            CreateNetworkCmd command = client.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withCheckDuplicate(true)
                    .withLabels(labels);
            range.ifPresent(subnet -> command.withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet))));
            return command.exec();
        });
    }

    @Override
    public Removal remove(String name) {
        try {
            connection.ask(
                    "remove network " + name,
                    client -> client.removeNetworkCmd(name).exec());
            return Removal.GONE;
        } catch (NotFoundException gone) {
            return Removal.GONE;
        } catch (EngineException | ConflictException refused) { // 403 of docker, 409 of others
            if (isInUse(name)) {
                return Removal.IN_USE;
            }
            throw refused;
        }
    }

    private boolean isInUse(String name) {
        return find(name)
                .map(network -> !Objects.requireNonNullElse(network.getContainers(), Map.of())
                        .isEmpty())
                .orElse(false);
    }

    @Override
    public Optional<String> workspaceOf(String name) {
        return find(name).map(network -> label(network, KdnLabels.WORKSPACE)).filter(id -> !id.isEmpty());
    }

    private static String label(Network network, String name) {
        return Objects.requireNonNullElse(network.getLabels(), Map.<String, String>of())
                .getOrDefault(name, "");
    }

    @Override
    public Map<String, String> all(String storageId) {
        Map<String, String> all = new HashMap<>();
        List<Network> networks = connection.ask(
                "list networks",
                client -> client.listNetworksCmd()
                        .withFilter("label", List.of(KdnLabels.STORAGE + "=" + storageId))
                        .exec());
        networks.forEach(network -> all.put(network.getName(), label(network, KdnLabels.WORKSPACE)));
        return all;
    }
}
