/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.SurroundingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on images, from words to text, with the fake runtime and a storage of their own.
class ImageCommandsTest {
    private static final String TAG = "fake/claude:0123456789abcdef\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeSources() throws IOException {
        Files.createDirectory(folder.resolve("shop"));
    }

    @Test
    void goThroughTheLifeOfAnImage() {
        assertThat(kdn("image", "list")).isEqualTo(new KdnInJvm(0, "No images\n", ""));
        assertThat(build()).isEqualTo(new KdnInJvm(0, TAG, """
            Building fake image
            Fake image built
            """));
        assertThat(build())
                .isEqualTo(new KdnInJvm(0, TAG, "The image is there already; build it anew with --rebuild\n"));
        assertThat(kdn("image", "ls").out())
                .contains("IMAGE ", "fake/claude:0123456789abcdef  fake     claude  1.5 MB  ")
                .containsPattern(" ago +-\n$");
        assertThat(kdn("image", "prune", "--dry-run").out())
                .isEqualTo("would remove image fake/claude:0123456789abcdef (fake)\n");
        assertThat(kdn("image", "prune").out()).isEqualTo("removed image fake/claude:0123456789abcdef (fake)\n");
        assertThat(kdn("image", "prune")).isEqualTo(new KdnInJvm(0, "Nothing to remove\n", ""));
    }

    @Test
    void speakJson() {
        assertThat(build("-o", "json")).isEqualTo(new KdnInJvm(0, """
            {
              "agent": "claude",
              "built": true,
              "hash": "0123456789abcdef",
              "id": "fake-image-claude",
              "runtime": "fake",
              "tag": "fake/claude:0123456789abcdef"
            }
            """, ""));
        assertThat(build("-o", "json").out()).contains("\"built\": false");
        assertThat(build("--rebuild", "-o", "json").out()).contains("\"built\": true");
        assertThat(kdn("image", "list", "-o", "json").out()).contains("\"inUse\": false", "\"workspaces\": []");
        assertThat(kdn("image", "prune", "-o", "json")).isEqualTo(new KdnInJvm(0, """
            {
              "dryRun": false,
              "items": [
                {
                  "id": "fake-image-claude",
                  "kind": "image",
                  "name": "fake/claude:0123456789abcdef",
                  "runtime": "fake",
                  "workspace": ""
                }
              ]
            }
            """, ""));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(KdnInJvm.run(
                                new SurroundingsBuilder()
                                        .variable("PATH", "/nonexistent")
                                        .variable("DOCKER_HOST", "unix:///nonexistent"),
                                "image",
                                "build",
                                "-a",
                                "claude")
                        .err())
                .startsWith("Error: no runtime works on this machine: podman (");
        assertThat(kdn("image", "build", "shop", "-r", "fake").err()).startsWith("Error: agent is required");
        assertThat(kdn("image", "build", "shop", "-r", "fake", "-a", "claud", "-o", "json"))
                .isEqualTo(new KdnInJvm(2, """
                    {
                      "error": "unknown agent: claud"
                    }
                    """, ""));
        assertThat(kdn("image", "build", "nowhere", "-r", "fake", "-a", "claude")
                        .code())
                .isEqualTo(3);
        assertThat(kdn("image", "list", "--runtime", "nosuch").code()).isEqualTo(2);
        assertThat(kdn("image", "build", "shop", "--show-logs", "-o", "json").code())
                .isEqualTo(2);
        assertThat(folder.resolve("storage")).doesNotExist();
    }

    @Test
    void takesDefaultsFromTheEnvironment() {
        SurroundingsBuilder surroundings = new SurroundingsBuilder()
                .variable("KDN_STORAGE", folder.resolve("storage").toString())
                .variable("KDN_DEFAULT_RUNTIME", "fake")
                .variable("KDN_DEFAULT_AGENT", "claude");

        assertThat(KdnInJvm.run(surroundings, "image", "build", folder.toString())
                        .out())
                .isEqualTo(TAG);
    }

    private KdnInJvm build(String... more) {
        List<String> words = new ArrayList<>(List.of("image", "build", "-r", "fake", "-a", "claude", "shop"));
        words.addAll(List.of(more));
        return kdn(words.toArray(String[]::new));
    }

    private KdnInJvm kdn(String... words) {
        SurroundingsBuilder surroundings = new SurroundingsBuilder().workingFolder(folder);
        surroundings.variable("KDN_STORAGE", folder.resolve("storage").toString());
        return KdnInJvm.run(surroundings, words);
    }
}
