/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.runtime.Forward;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundContainerTest {
    @Test
    void readsWhatAnEngineLists() throws IOException {
        String docker = """
            [{"Id": "a1", "Names": ["/shop"], "Image": "x", "ImageID": "sha256:b2", "Created": 12,
              "Ports": [{"IP": "127.0.0.1", "PrivatePort": 80, "PublicPort": 40001, "Type": "tcp"},
                        {"PrivatePort": 81, "Type": "tcp"}],
              "Labels": {"dev.kdn.name": "shop"}, "State": "running", "Status": "Up 2 hours",
              "HostConfig": {"NetworkMode": "shop"}, "NetworkSettings": {"Networks": {"shop": {"IPAMConfig": null}}},
              "Mounts": [{"Type": "bind", "Source": "/s"}]},
             {"Id": "a2", "Names": null, "Labels": null, "Ports": null, "State": "exited"}]
            """;

        List<FoundContainer> found = all(docker);

        assertThat(found)
                .containsExactly(
                        new FoundContainer(
                                "a1",
                                List.of("/shop"),
                                "sha256:b2",
                                Map.of("dev.kdn.name", "shop"),
                                "running",
                                "Up 2 hours",
                                List.of(new Forward("127.0.0.1", 40001, 80))),
                        new FoundContainer("a2", List.of(), "", Map.of(), "exited", "", List.of()));
    }

    @Test
    void refusesAnotherAnswer() {
        assertThatThrownBy(() -> all("{\"message\": \"no\"}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all("[{\"Id\": \"a1\"")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all("[{\"Id\": \"a1\"}, 1]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all("")).isInstanceOf(IOException.class);
    }

    private static List<FoundContainer> all(String json) throws IOException {
        return FoundContainer.all(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
