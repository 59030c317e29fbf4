/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.MendingCommand;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.EngineStatus.Endpoint;
import java.util.Map;

/// Tells which docker the user has chosen.
///
/// @param environment what kdn was started with
record DockerPlace(DockerConnection connection, Map<String, String> environment) implements EnginePlace {
    private static final String CONTEXT = "docker context \"";

    DockerPlace {
        environment = Map.copyOf(environment);
    }

    @Override
    public Endpoint endpoint() {
        return connection.endpoint().described();
    }

    /// A context has more to tell than the address, such as certificates.
    @Override
    public String wayTo(Endpoint other) {
        String source = other.source();
        if (source.startsWith(CONTEXT)) {
            String name = source.substring(CONTEXT.length(), source.length() - 1);
            String before = environment.getOrDefault("DOCKER_HOST", "").isEmpty()
                    ? environment.getOrDefault("DOCKER_CONTEXT", "").isEmpty() ? "" : "'unset DOCKER_CONTEXT' and "
                    : "'unset DOCKER_HOST' and ";
            return "go back to it with " + before + "'" + MendingCommand.of("docker", "context", "use", name) + "'";
        }
        return "go back to it: run kdn with DOCKER_HOST=" + other.address()
                + (other.address().startsWith("tcp:")
                        ? " (and DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, if it speaks TLS)"
                        : "");
    }
}
