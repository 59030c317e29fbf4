/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.container.ListedImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodmanImageListTest {
    @Test
    void readsWhatPodmanPrints() {
        String named = """
            {"Id": "aa", "ParentId": "99", "RepoTags": null, "RepoDigests": ["x@sha256:1"], "Size": 189520851,
             "Labels": {"dev.kdn.agent": "shell", "dev.kdn.storage": "s"}, "Containers": 0,
             "Names": ["localhost/kdn-proj:latest", "localhost/kdn/shell:48"], "History": ["a", "b"],
             "Created": 1795267032, "CreatedAt": "2026-11-21T13:17:12Z"}\
            """;
        String unnamed = "{\"Id\": \"bb\", \"Size\": 5, \"Labels\": null, \"Created\": 1, \"Dangling\": true}";

        assertThat(PodmanImageList.parse("[" + named + "," + named + "," + unnamed + "]"))
                .containsExactly(
                        new ListedImage(
                                "aa",
                                List.of("localhost/kdn-proj:latest", "localhost/kdn/shell:48"),
                                Map.of("dev.kdn.agent", "shell", "dev.kdn.storage", "s"),
                                189_520_851,
                                Instant.ofEpochSecond(1_795_267_032)),
                        new ListedImage("bb", List.of(), Map.of(), 5, Instant.ofEpochSecond(1)));
        assertThat(PodmanImageList.parse("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"Id\": \"aa\"", "oops"})
    void doesNotGuess(String answer) {
        assertThatThrownBy(() -> PodmanImageList.parse(answer))
                .isInstanceOf(EngineException.class)
                .hasMessage("podman images answered what kdn does not understand");
    }
}
