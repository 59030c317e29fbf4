/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EngineTest(EngineTest.RUNTIME)
class TerminalIT {
    private static Workbench bench;
    private static Kdn kdn;
    private static Path shop;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        bench = Workbench.in(folder);
        kdn = bench.kdn;
        shop = bench.project("shop");
        bench.init(shop, "--start");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void passesTheExitCodeThrough() {
        Result result = kdn.run("terminal", "shop", "--", "sh", "-c", "echo out; echo err >&2; exit 42");

        assertThat(result.exit()).isEqualTo(42);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
    }

    @Test
    void keepsArgumentBoundaries() {
        assertThat(kdn.run("terminal", "shop", "--", "printf", "[%s]", "a b", "", "$HOME", "ü\"'")
                        .exit(0)
                        .stdout())
                .isEqualTo("[a b][][$HOME][ü\"']");
    }

    @Test
    void readsStandardInputToItsEnd() {
        assertThat(kdn.withStdin("one\ntwo\n")
                        .run("terminal", "shop", "--", "wc", "-l")
                        .exit(0)
                        .stdout()
                        .strip())
                .isEqualTo("2");
    }

    @Test
    void tellsACommandThatDoesNotExist() {
        Result missing = kdn.run("terminal", "shop", "--", "no-such-program", "x");
        Result folder = kdn.run("terminal", "shop", "--", "/etc");
        Result file = kdn.run("terminal", "shop", "--", "./README");

        assertThat(missing)
                .isEqualTo(new Result(127, "", "Error: there is no such command in the workspace: no-such-program\n"));
        assertThat(folder).isEqualTo(new Result(126, "", "Error: this cannot be executed in the workspace: /etc\n"));
        assertThat(file).isEqualTo(new Result(126, "", "Error: this cannot be executed in the workspace: ./README\n"));
        assertThat(kdn.run("terminal", "shop", "--", "./missing").exit(127).stderr())
                .isEqualTo("Error: there is no such command in the workspace: ./missing\n");
    }

    @Test
    void kdnsOwnFailureIs125() {
        Result result = kdn.run("terminal", "no-such-workspace", "--", "true");

        assertThat(result.exit()).isEqualTo(125);
        assertThat(result.stderr()).contains("workspace not found: no-such-workspace");
    }

    @Test
    void detachKeysThatAreNoneAreRefused() {
        Result result = kdn.run("terminal", "shop", "--detach-keys", "ctrl-p,meta-q", "--", "true");

        assertThat(result.exit()).isEqualTo(125);
        assertThat(result.stderr())
                .isEqualTo("Error: invalid detach keys: ctrl-p,meta-q: no such key: meta-q\n"
                        + "keys are single characters and ctrl- with one of a-z @ [ \\ ] ^ _, between commas,"
                        + " as in ctrl-p,ctrl-q; '' switches them off\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrl-x,d", "ctrl-\\,ctrl-],ctrl-^,ctrl-_,ctrl-@,ctrl-[", "Q", ""})
    void everyDetachKeyIsTaken(String keys) {
        assertThat(kdn.runOnTerminal("terminal", "shop", "--detach-keys", keys, "--", "echo", "hello")
                        .exit(0)
                        .stdout())
                .contains("hello\r\n"); // script(1) types an end of input at any time
    }

    @Test
    void hasTheSizeOfTheUsersTerminalAndFollowsIt() {
        // Engines have programs begin without a size, and are told it at once. One change only: conmon 2.1 takes the
        // first of two that it reads together twice.
        String until = "until [ \"$(stty size)\" = \"%s\" ]; do sleep 0.1; done; echo as %s; ";
        String inside = until.formatted("33 101", "before") + "touch ready; " + until.formatted("40 101", "told");
        String outside = "stty rows 33 cols 101; (until [ -e " + shop + "/ready ]; do sleep 0.1; done;"
                + " stty rows 40 </dev/tty) & kdn terminal shop -- timeout 60 sh -c '" + inside + "'";

        assertThat(kdn.shellOnTerminal(outside).exit(0).stdout()).contains("as before\r\n", "as told\r\n");
    }

    @Test
    void asksForATerminalOnlyOnOne() throws IOException {
        assertThat(kdn.run("terminal", "shop", "--", "tty").stdout()).contains("not a tty");
        assertThat(kdn.runOnTerminal("terminal", "shop", "--", "tty").stdout()).contains("/dev/pts/");
    }
}
