/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.storage.JsonValues;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out where a podman works that only passes calls on.
final class PodmanConnections {
    /// How long the list of connections is waited for, which comes from a file.
    static final Duration LIMIT = Duration.ofMillis(500);

    /// The variable with a connection's name.
    static final String BY_NAME = "CONTAINER_CONNECTION";

    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

    private final PodmanCli podman;
    private final Map<String, String> environment;

    /// @param environment that podman is called with
    PodmanConnections(PodmanCli podman, Map<String, String> environment) {
        this.podman = podman;
        this.environment = environment;
    }

    /// What a variable chooses; podman looks at `CONTAINER_HOST` first.
    Optional<Endpoint> chosen() {
        String host = environment.getOrDefault("CONTAINER_HOST", "");
        if (!host.isEmpty()) {
            return Optional.of(endpoint(host, "CONTAINER_HOST"));
        }
        String name = environment.getOrDefault(BY_NAME, "");
        return name.isEmpty()
                ? Optional.empty()
                : listed(connection -> connection.name().equals(name), BY_NAME);
    }

    /// What `podman system connection default` has chosen.
    Optional<Endpoint> standard() {
        return listed(Connection::isDefault, "podman system connection");
    }

    private Optional<Endpoint> listed(Predicate<Connection> wanted, String source) {
        try {
            String list = podman.call(LIMIT, "system", "connection", "list", "--format", "json")
                    .stdout();
            JsonValues values = PodmanFacts.parse(list).values();
            return values.elements("", "URI")
                    .map(at -> Connection.of(values, at))
                    .filter(wanted)
                    .map(connection -> endpoint(connection.uri(), source + " " + connection.name()))
                    .findFirst();
        } catch (TimedOutException unknown) {
            return Optional.empty();
        }
    }

    private record Connection(String name, String uri, boolean isDefault) {
        static Connection of(JsonValues values, String at) {
            return new Connection(
                    values.get(at + "/Name"),
                    values.get(at + "/URI"),
                    Boolean.parseBoolean(values.get(at + "/Default")));
        }
    }

    private static Endpoint endpoint(String uri, String source) {
        return new Endpoint(uri, source, isHere(uri));
    }

    /// A virtual machine of this machine counts as this machine.
    private static boolean isHere(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "unix".equals(parsed.getScheme()) || HERE.contains(String.valueOf(parsed.getHost()));
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
