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

/// The commands on workspaces, from words to text, with the fake runtime and a storage of their own.
class WorkspaceCommandsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeSources() throws IOException {
        Files.createDirectory(folder.resolve("shop"));
        Files.createDirectory(folder.resolve("My Api"));
    }

    @Test
    void goesThroughTheLifeOfAWorkspace() {
        KdnInJvm init = kdn("init", "shop", "-r", "fake", "-a", "claude");

        assertThat(init.out()).matches("[0-9a-f]{64}\n");
        assertThat(kdn("list", "-q").out()).isEqualTo(init.out());
        assertThat(kdn("start", "shop")).isEqualTo(new KdnInJvm(0, init.out(), """
            Starting fake instance
            Fake instance started
            """));
        assertThat(kdn("open", "shop").err()).startsWith("Error: no port forwards configured for workspace \"shop\"\n");
        assertThat(kdn("remove", "shop", "-o", "json")).isEqualTo(new KdnInJvm(4, """
            {
              "error": "workspace is running; stop it first or use --force"
            }
            """, ""));
        assertThat(kdn("stop", init.out().substring(0, 6)).out()).isEqualTo(init.out());
        assertThat(kdn("open", "shop").code()).isEqualTo(4);
        assertThat(kdn("terminal", "nosuch", "ls").code()).isEqualTo(125);
        assertThat(kdn("rm", "shop").out()).isEqualTo(init.out());
        assertThat(kdn("list").out()).isEqualTo("No workspaces registered\n");
    }

    @Test
    void tellsTheNameThatItGave() {
        assertThat(kdn("init", "My Api", "-r", "fake", "-a", "claude").err())
                .endsWith(
                        "The workspace is called \"my-api\": \"My Api\" contains characters that names cannot have\n");
        assertThat(kdn("init", "shop", "-r", "fake", "-a", "claude").err()).endsWith("Fake instance created\n");
        assertThat(kdn("init", "shop", "-r", "fake", "-a", "claude").err())
                .endsWith("The workspace is called \"shop-2\": \"shop\" is taken\n");
        assertThat(kdn("init", "My Api", "-r", "fake", "-a", "claude", "-o", "json")
                        .err())
                .isEmpty();
        assertThat(kdn("show", "my-api-2").out()).contains("  Name: my-api-2\n");
    }

    @Test
    void saysWhichOfSeveralWorkspacesIsMeant() {
        kdn("init", "shop", "-r", "fake", "-a", "claude", "--start");
        kdn("init", "shop", "-r", "fake", "-a", "claude", "--name", "blog");

        assertThat(kdn("rm", "shop", "blog").err()).isEqualTo("""
            Error: shop: workspace is running; stop it first or use --force
            run 'kdn stop shop' first, or 'kdn remove --force shop'
            blog: Removing fake instance
            blog: Fake instance removed
            """);
    }

    @Test
    void showsAndChangesLimits() {
        kdn("init", "shop", "-r", "fake", "-a", "claude", "--memory", "1.5g", "--cpus=.5", "--pids", "none");

        assertThat(kdn("show", "shop").out())
                .contains("  Memory limit: 1536m\n  Cpu limit: 0.5\n")
                .doesNotContain("Pids limit");
        assertThat(kdn("recreate", "shop", "--pids", "100", "--cpus", "0").code())
                .isZero();
        assertThat(kdn("show", "shop", "-o", "json").out())
                .contains("\"memory_limit\": \"1536m\"", "\"pids_limit\": \"100\"")
                .doesNotContain("cpu_limit");
    }

    @Test
    void refusesWhatIsNoLimitBeforeAnythingElse() {
        assertThat(kdn("init", "nosuch", "-r", "fake", "-a", "claude", "--memory", "512"))
                .isEqualTo(new KdnInJvm(2, "", """
                    Error: invalid memory limit "512"
                    give a size such as 512m or 2g (b, k, m, g, t; a bare number counts bytes), 6m or more; \
                    'none' is no limit
                    """));
        assertThat(kdn("init", "nosuch", "-r", "fake", "-a", "claude", "--memory=")
                        .code())
                .isEqualTo(2);
        assertThat(kdn("recreate", "nosuch", "--cpus", "-1", "-o", "json")).isEqualTo(new KdnInJvm(2, """
            {
              "error": "invalid cpus limit \\"-1\\""
            }
            """, ""));
        assertThat(kdn("init", "nosuch", "-r", "fake", "-a", "claude", "--pids").code())
                .isEqualTo(2);
    }

    @Test
    void saysWhyThereIsNoPortToOpen() {
        kdn("init", "shop", "-r", "fake", "-a", "claude", "--start");

        assertThat(kdn("open", "shop").err()).isEqualTo("""
            Error: no port forwards configured for workspace "shop"
            ports are published when a workspace is made: list them under "ports" in %s, then \
            'kdn recreate --force shop'
            """.formatted(folder.resolve("shop/.kaiden/workspace.json")));
    }

    @Test
    void showsTheStateAfterTheStart() {
        KdnInJvm result = kdn("init", "shop", "-r", "fake", "-a", "claude", "--start", "-v", "-o", "json");

        assertThat(result.out()).contains("\"state\": \"running\"").containsPattern("\"started\": \\d{13}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void readsWithoutLeavingATrace() {
        kdn("list");
        kdn("show", "x");
        kdn("__complete", "start", "");
        kdn("init", "shop", "--dump-config");

        assertThat(folder.resolve("storage")).doesNotExist();
    }

    @Test
    void needsNeitherRuntimeNorAgentToDumpTheConfiguration() {
        assertThat(kdn("init", "shop", "--dump-config")).isEqualTo(new KdnInJvm(0, "{}\n", ""));
    }

    @Test
    void prunesWhatIsLeftOfKilledCommands() throws IOException {
        kdn("init", "shop", "-r", "fake", "-a", "claude");
        assertThat(kdn("prune")).isEqualTo(new KdnInJvm(0, "Nothing to remove\n", ""));
        assertThat(kdn("prune", "-o", "json").out()).isEqualTo("""
            {
              "dryRun": false,
              "items": []
            }
            """);
        String id = "d".repeat(64);
        Path intent = folder.resolve("storage/intents").resolve(id + ".json");
        Files.writeString(intent, "{\"operation\": \"create\", \"name\": \"half\", \"runtime\": \"fake\"}");
        Path temporary = Files.writeString(folder.resolve("storage/.instances.json-4194305-1-1.tmp"), "[");

        assertThat(kdn("prune", "--dry-run")).isEqualTo(new KdnInJvm(0, """
            would settle interrupted operation create of half (fake)
            would remove temporary file .instances.json-4194305-1-1.tmp
            """, ""));
        assertThat(kdn("prune", "--dry-run", "-o", "json").out()).isEqualTo("""
            {
              "dryRun": true,
              "items": [
                {
                  "id": "%1$s",
                  "kind": "interrupted operation",
                  "name": "create of half",
                  "runtime": "fake",
                  "workspace": "%1$s"
                },
                {
                  "id": "%2$s",
                  "kind": "temporary file",
                  "name": ".instances.json-4194305-1-1.tmp",
                  "runtime": "",
                  "workspace": ""
                }
              ]
            }
            """.formatted(id, temporary));
        assertThat(intent).exists();

        assertThat(kdn("prune", "--show-logs"))
                .isEqualTo(new KdnInJvm(0, "settled interrupted operation create of half (fake)\n", """
                    Settling an interrupted create of workspace half
                    Interrupted create of workspace half settled
                    """));
        assertThat(kdn("prune").out()).isEqualTo("Nothing to remove\n");
        assertThat(temporary).doesNotExist();
    }

    @Test
    void prunesNoContainerWhenTheListIsGone() throws IOException {
        kdn("init", "shop", "-r", "fake", "-a", "claude");
        Path list = folder.resolve("storage/instances.json");
        Files.writeString(list, "[]");
        Files.deleteIfExists(folder.resolve("storage/instances.json.bak"));

        KdnInJvm text = kdn("prune");
        KdnInJvm json = kdn("prune", "-o", "json");

        assertThat(text.code()).isEqualTo(4);
        assertThat(text.err())
                .contains("2 objects of workspaces were left alone", list.toString(), "kdn prune --orphans");
        assertThat(json.code()).isEqualTo(4);
        assertThat(json.out()).contains("\"error\": \"2 objects of workspaces were left alone");
        assertThat(json.err()).isEmpty();
        assertThat(kdn("prune", "--orphans").out()).startsWith("removed container shop (fake)\n");
    }

    private KdnInJvm kdn(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--storage", folder.resolve("storage").toString()));
        boolean hidden = words[0].startsWith("__");
        SurroundingsBuilder surroundings = new SurroundingsBuilder().workingFolder(folder);
        surroundings.variable("KDN_STORAGE", folder.resolve("storage").toString());
        return KdnInJvm.run(surroundings, hidden ? words : all.toArray(new String[0]));
    }
}
