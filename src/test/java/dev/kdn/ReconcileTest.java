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

/// `kdn reconcile`, with the fake runtime and nobody to ask.
class ReconcileTest {
    @TempDir
    private Path folder;

    private String shop = "";

    @BeforeEach
    void makeWorkspaces() throws IOException {
        shop = init("shop");
        init("blog");
    }

    @Test
    void findsNothingWhereAllIsThere() {
        assertThat(kdn("reconcile")).isEqualTo(new KdnInJvm(0, "All workspaces have their sources folder\n", ""));
        assertThat(kdn("reconcile", "--remove")).isEqualTo(new KdnInJvm(0, "Nothing to remove\n", ""));
        assertThat(kdn("reconcile", "-o", "json").out()).isEqualTo("{\n  \"items\": []\n}\n");
        assertThat(kdn("reconcile", "--remove", "-o", "json").out()).isEqualTo("{\n  \"items\": []\n}\n");
    }

    @Test
    void listsWhatIsGoneAndLeavesIt() throws IOException {
        Files.delete(folder.resolve("shop"));

        KdnInJvm result = kdn("workspace", "reconcile");

        assertThat(result.code()).isZero();
        assertThat(result.out().lines().skip(1))
                .singleElement()
                .asString()
                .matches("shop  " + folder.resolve("shop") + "  the folder is gone");
        assertThat(result.err())
                .isEqualTo("Put the folders back or mount their disk, and the workspaces work as before;"
                        + " or remove the workspaces with 'kdn reconcile --remove'\n");
        assertThat(kdn("list", "-q").out()).contains(shop);
    }

    @Test
    void describesItInJson() throws IOException {
        Files.delete(folder.resolve("shop"));

        assertThat(kdn("reconcile", "-o", "json"))
                .isEqualTo(new KdnInJvm(0, """
                    {
                      "items": [
                        {
                          "id": "%s",
                          "missing": "%2$s",
                          "name": "shop",
                          "reason": "gone",
                          "source": "%2$s"
                        }
                      ]
                    }
                    """.formatted(shop, folder.resolve("shop")), ""));
    }

    @Test
    void removesNothingWithoutAYes() throws IOException {
        Files.delete(folder.resolve("shop"));

        KdnInJvm text = kdn("reconcile", "--remove");
        KdnInJvm json = kdn("reconcile", "--remove", "-o", "json");

        assertThat(text).isEqualTo(new KdnInJvm(7, "", """
            Error: nobody can be asked whether to remove this workspace
            look at them with 'kdn reconcile', then remove them with 'kdn reconcile --remove --force'
            """));
        assertThat(json.code()).isEqualTo(7);
        assertThat(json.out()).contains("\"error\"");
        assertThat(kdn("list", "-q").out()).contains(shop);
    }

    @Test
    void removesTheVanishedOnesOnlyWithForce() throws IOException {
        kdn("start", "shop");
        Files.delete(folder.resolve("shop"));

        assertThat(kdn("reconcile", "--remove", "--force")).isEqualTo(new KdnInJvm(0, shop + "\n", """
            shop: Stopping fake instance
            shop: Fake instance stopped
            shop: Removing fake instance
            shop: Fake instance removed
            """));
        assertThat(kdn("list").out()).contains("blog").doesNotContain("shop");
    }

    @Test
    void printsTheOutcomesOfARemoval() throws IOException {
        Files.delete(folder.resolve("shop"));

        assertThat(kdn("reconcile", "--remove", "-f", "-o", "json"))
                .isEqualTo(new KdnInJvm(0, """
                    {
                      "items": [
                        {
                          "id": "%s"
                        }
                      ]
                    }
                    """.formatted(shop), ""));
    }

    @Test
    void leavesAloneWhatCannotBeLookedAt() throws IOException {
        Path loop = folder.resolve("shop");
        Files.delete(loop);
        Files.createSymbolicLink(loop, loop);

        assertThat(kdn("reconcile").out()).contains("it cannot be looked at");
        assertThat(kdn("reconcile", "--remove", "--force")).isEqualTo(new KdnInJvm(0, "Nothing to remove\n", """
            warning: 1 sources cannot be looked at and are left alone, see 'kdn reconcile'
            """));
        assertThat(kdn("list").out()).contains("shop");
    }

    @Test
    void leavesAloneWhatMayOnlyBeUnmounted() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path api = Files.createDirectory(disk.resolve("api"));
        kdn("init", api.toString(), "-r", "fake", "-a", "claude");
        Files.delete(api);

        assertThat(kdn("reconcile").out()).contains("perhaps");
        assertThat(kdn("reconcile", "--remove", "--force")).isEqualTo(new KdnInJvm(0, "Nothing to remove\n", """
            warning: the sources of 1 workspace may only be on a disk that is not mounted, so they are left alone; \
            remove them by name with 'kdn remove'
            """));
        assertThat(kdn("list").out()).contains("api");
    }

    @Test
    void refusesFlagsThatMakeNoSense() {
        assertThat(kdn("reconcile", "--force").err()).isEqualTo("Error: --force needs --remove\n");
        assertThat(kdn("reconcile", "shop").code()).isEqualTo(2);
    }

    private String init(String name) throws IOException {
        Path sources = Files.createDirectory(folder.resolve(name));
        return kdn("init", sources.toString(), "-r", "fake", "-a", "claude")
                .out()
                .strip();
    }

    private KdnInJvm kdn(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--storage", folder.resolve("storage").toString()));
        return KdnInJvm.run(new SurroundingsBuilder().workingFolder(folder), all.toArray(String[]::new));
    }
}
