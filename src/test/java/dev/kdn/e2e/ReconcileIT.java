/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileIT {
    private static final String QUESTION = "Remove this workspace? [y/N] ";

    private Kdn kdn;
    private Path shop;
    private String id;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        kdn = Kdn.fresh(folder);
        shop = Files.createDirectories(folder.resolve("projects/shop"));
        Files.createDirectories(folder.resolve("projects/blog"));
        id = kdn.run("init", "--runtime", "fake", "--agent", "shell", shop.toString())
                .exit(0)
                .stdout()
                .strip();
    }

    @Test
    void asksOnATerminalAndHeedsTheAnswer() throws IOException {
        Files.delete(shop);

        Result no = kdn.withStdin("n\n").runOnTerminal("reconcile", "--remove").exit(0);
        assertThat(no.stdout()).contains("the folder is gone", QUESTION, "Nothing was removed");
        assertThat(kdn.run("list", "-q").exit(0).stdout()).isEqualTo(id + "\n");

        Result yes = kdn.withStdin("y\n").runOnTerminal("reconcile", "--remove").exit(0);
        assertThat(yes.stdout()).contains(QUESTION, id);
        assertThat(kdn.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");
    }

    @Test
    void ctrlCAtTheQuestionEndsTheLineAndChangesNothing() throws IOException {
        Files.delete(shop);

        // Ctrl-C is typed once the question is there; until then the terminal stays open.
        Result result = kdn.shell("""
            mkfifo keys && touch shown
            env --default-signal script -fqec '%s reconcile --remove' /dev/null <keys >shown &
            exec 3>keys
            until grep -q 'y/N' shown; do sleep 0.05; done
            printf '\\003' >&3
            wait $!
            code=$?
            cat shown
            exit $code
            """.formatted(Kdn.DISTRIBUTION.resolve("bin/kdn")));

        assertThat(result.exit(130).stdout()).containsPattern("\\[y/N] (\\^C)?\r\n$");
        assertThat(kdn.run("list", "-q").exit(0).stdout()).isEqualTo(id + "\n");
    }

    @Test
    void neverAsksWithoutATerminal() throws IOException {
        Files.delete(shop);

        Result result = kdn.withStdin("y\n").run("reconcile", "--remove").exit(7);
        Result ci = kdn.with("CI", "true")
                .withStdin("y\n")
                .runOnTerminal("reconcile", "--remove")
                .exit(7);

        assertThat(result.stderr()).contains("kdn reconcile --remove --force");
        assertThat(ci.stdout()).doesNotContain(QUESTION);
        assertThat(kdn.run("reconcile", "--remove", "--force").exit(0).stdout()).isEqualTo(id + "\n");
    }

    /// The disk of the sources is a mount of our own name space, so it is not there for a kdn outside of it.
    @Test
    void unmountedDiskIsSaidToBePerhapsJustThat(@TempDir Path other) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root for mounts");
        Path disk = Files.createDirectory(other.resolve("disk"));
        kdn.shell("unshare --mount sh -c 'mount -t tmpfs none " + disk + " && mkdir " + disk + "/api && exec "
                        + Kdn.DISTRIBUTION.resolve("bin/kdn") + " init --runtime fake --agent shell " + disk + "/api'")
                .exit(0);

        assertThat(kdn.run("reconcile").exit(0).stdout()).contains("api", "perhaps a disk is only not mounted");
        assertThat(kdn.run("reconcile", "-o", "json").exit(0).stdout()).contains("\"perhaps-unmounted\"");
        assertThat(kdn.run("list", "-q").exit(0).stdout().lines()).hasSize(2);
    }
}
