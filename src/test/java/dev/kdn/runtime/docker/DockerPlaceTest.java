/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.EngineStatus.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerPlaceTest {
    private static DockerPlace place(Map<String, String> environment) {
        return new DockerPlace(
                new DockerConnection(() -> DockerEndpoint.find(environment, Path.of("/nonexistent")), environment),
                environment);
    }

    @Test
    void tellsTheEngineThatIsChosen() {
        assertThat(place(Map.of("DOCKER_HOST", "ssh://dev@build")).endpoint())
                .isEqualTo(new Endpoint("ssh://dev@build", "DOCKER_HOST", false));
        assertThat(place(Map.of("DOCKER_HOST", "unix:///x.sock")).endpoint().local())
                .isTrue();
    }

    @Test
    void leadsBackByTheContext() {
        Endpoint other = new Endpoint("tcp://build:2376", "docker context \"build\"", false);

        assertThat(place(Map.of()).wayTo(other)).isEqualTo("go back to it with 'docker context use build'");
        assertThat(place(Map.of("DOCKER_HOST", "ssh://x")).wayTo(other))
                .isEqualTo("go back to it with 'unset DOCKER_HOST' and 'docker context use build'");
        assertThat(place(Map.of("DOCKER_CONTEXT", "x")).wayTo(other))
                .startsWith("go back to it with 'unset DOCKER_CONTEXT' and ");
    }

    @Test
    void leadsBackByTheAddress() {
        assertThat(place(Map.of()).wayTo(new Endpoint("ssh://build", "DOCKER_HOST", false)))
                .isEqualTo("go back to it: run kdn with DOCKER_HOST=ssh://build");
        assertThat(place(Map.of()).wayTo(new Endpoint("tcp://build:2376", "DOCKER_HOST", false)))
                .endsWith(
                        "DOCKER_HOST=tcp://build:2376 (and DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, if it speaks TLS)");
    }
}
