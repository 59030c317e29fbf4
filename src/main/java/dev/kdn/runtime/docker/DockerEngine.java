/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.container.ContainerEngine;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.UserMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Docker, or what speaks like it, through docker-java.
final class DockerEngine implements ContainerEngine {
    private final DockerConnection connection;
    private final ContainerHost host;
    private final DockerImages images;
    private final DockerNetworks networks;
    private final DockerContainers containers;
    private @Nullable DockerFacts facts;

    /// @param credentials for registries
    DockerEngine(DockerConnection connection, ContainerHost host, Supplier<RegistryCredentials> credentials) {
        this.connection = connection;
        this.host = host;
        images = new DockerImages(connection, this::facts, credentials);
        networks = new DockerNetworks(connection);
        containers = new DockerContainers(connection, this::facts);
    }

    DockerConnection connection() {
        return connection;
    }

    /// Asked for once.
    DockerFacts facts() {
        DockerFacts known = facts;
        if (known == null) {
            connection.warmUp();
            known = DockerFacts.of(connection);
            facts = known;
        }
        return known;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return Optional.of(connection.endpoint().described());
    }

    /// The engine of another machine may be of another kind.
    @Override
    public String platform() {
        return connection.endpoint().isLocal() ? host.platform() : facts().platform();
    }

    @Override
    public UserMapping users() {
        return facts().users();
    }

    @Override
    public void feed(String id, boolean root, List<String> argv, String input) {
        new DockerFeed(connection).run(id, root, argv, input);
    }

    @Override
    public DockerImages images() {
        return images;
    }

    @Override
    public DockerNetworks networks() {
        return networks;
    }

    @Override
    public DockerContainers containers() {
        return containers;
    }
}
