/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kdn.process.Eventually;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kdn exec --detach`, `ps`, `logs`, `wait` and `kill` promise, whatever the runtime is.
abstract class DetachedSuite extends ActivitySuite {
    private static final String DEAF = "trap '' TERM INT HUP; echo ready; ";

    @ParameterizedTest
    @CsvSource({"exit 0, 0, exited", "exit 3, 3, failed", "kill -TERM $$, 143, failed", "kill -KILL $$, 137, failed"})
    void theExitCodeIsKept(String line, int code, String state) {
        String id = detach("ends", "echo said; " + line);

        assertThat(id).matches("[0-9a-f]{32}");
        kdn.run("wait", id).exit(code);
        assertThat(end(id)).isEqualTo(state + " " + code);
        assertThat(kdn.run("logs", id).exit(0).stdout()).isEqualTo("said\n");
        assertThat(seen(id).path("timestamps").path("ended").asLong())
                .isGreaterThanOrEqualTo(
                        seen(id).path("timestamps").path("created").asLong());
    }

    @Test
    void tellsAtOnceWhatCannotBeRun() {
        Result missing = kdn.run("exec", "-d", "--name", "nothing", "shop", "--", "no-such-program");
        Result folderItself = kdn.run("exec", "-d", "shop", "--", "/etc");

        assertThat(missing)
                .isEqualTo(new Result(127, "", "Error: there is no such command in the workspace: no-such-program\n"));
        assertThat(folderItself.exit(126).stderr()).contains("this cannot be executed in the workspace: /etc");
        assertThat(kdn.run("ps", "--all").exit(0).stdout()).containsPattern("nothing +\\S+ +shop +failed \\(127\\)");
        assertThat(kdn.run("exec", "-d", "--workdir", "/no/such", "shop", "--", "true")
                        .exit())
                .isNotZero();
    }

    @Test
    void aNameIsFreeAgainOnceItsProgramIsOver() {
        String first = detach("alpha-10", "exec sleep 60");

        assertThat(kdn.run("exec", "-d", "--name", "alpha-10", "shop", "--", "true")
                        .exit(125)
                        .stderr())
                .contains("the workspace has an activity alpha-10 already");
        assertThat(kdn.run("kill", "alpha-1").exit(3).stderr()).contains("activity not found: alpha-1");
        kdn.run("kill", "alpha-10").exit(0);
        String second = detach("alpha-10", "exit 2");
        kdn.run("wait", "shop/alpha-10").exit(2);
        assertThat(second).isNotEqualTo(first);
        assertThat(end(first)).isEqualTo("killed 143");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a:b", "a|b", "A", "-a", "", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"})
    void otherNamesAreRefused(String name) {
        assertThat(kdn.run("exec", "-d", "--name=" + name, "shop", "--", "true")
                        .exit(125)
                        .stderr())
                .contains(("not a name for an activity: " + name).strip());
    }

    @Test
    void namesComeFromPrograms() {
        List<String> ids = List.of("1", "2").stream()
                .map(i -> kdn.run("exec", "-d", "shop", "--", "sleep", "60")
                        .exit(0)
                        .stdout()
                        .strip())
                .toList();

        assertThat(ids.stream().map(id -> seen(id).path("name").asText())).containsExactly("sleep", "sleep-2");
        kdn.run("kill", ids.get(0).substring(0, 12), "sleep-2").exit(0);
        assertThat(ids.stream().map(this::end)).containsOnly("killed 143");
    }

    @Test
    void oneOfTwoGetsTheName() throws Exception {
        String[] words = {"exec", "-d", "--name", "raced", "shop", "--", "sleep", "60"};
        try (RunningProgram first = kdn.start(words);
                RunningProgram second = kdn.start(words)) {
            List<Integer> codes = List.of(first.await().exit(), second.await().exit());

            assertThat(codes).containsExactlyInAnyOrder(0, 125);
        }
        kdn.run("kill", "raced").exit(0);
    }

    @Test
    void killEndsAllOfItAndKeepsTheCode() {
        String mark = Processes.sleep(5201);
        String id = detach("family", "setsid sleep " + mark + " & (sleep " + mark + " & wait) & echo ready; wait");

        assertThat(kdn.run("kill", "family").exit(0).stdout()).isEqualTo(id + "\n");

        assertThat(lives("sleep", mark)).isFalse();
        assertThat(end(id)).isEqualTo("killed 143");
        kdn.run("kill", id).exit(0);
        kdn.run("wait", id).exit(143);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "QUIT", "USR1", "STOP"})
    void whatIgnoresTheSignalIsKilledAndItsCodeKept(String signal) throws InterruptedException {
        String id = detach("deaf", "trap '' QUIT USR1; " + DEAF + "while :; do sleep 0.2; done");
        awaitLog(id, "ready");

        kdn.run("kill", "--signal", signal, "--grace", "200ms", id).exit(0);

        assertThat(end(id)).isEqualTo("killed 137");
        assertThat(kdn.run("logs", id).exit(0).stdout()).isEqualTo("ready\n");
    }

    @Test
    void killOfOneKeepsTheCodesOfOthers() throws InterruptedException {
        String other = detach("other", "sleep 3; exit 6");
        String id = detach("one", DEAF + "while :; do sleep 0.2; done");
        awaitLog(id, "ready");

        kdn.run("kill", "--grace", "0", id).exit(0);

        kdn.run("wait", other).exit(6);
        assertThat(end(id)).isEqualTo("killed 137");
    }

    @Test
    void theProgramMayEndWellWhenAskedTo() throws InterruptedException {
        String id = detach(
                "willing",
                "trap 'echo bye; sleep 0.3; echo last; exit 3' USR1; echo ready; while :; do sleep 0.1; done");
        awaitLog(id, "ready");

        kdn.run("kill", "--signal", "usr1", id).exit(0);

        assertThat(end(id)).isEqualTo("killed 3");
        assertThat(kdn.run("logs", id).exit(0).stdout()).startsWith("ready\n").endsWith("bye\nlast\n");
    }

    @Test
    void theLogIsByteExactAndCanBeFollowed() throws IOException {
        String id = detach("writer", "printf 'a\\033[31mred\\033[0m\\r\\n\\000\\377'; sleep 1; echo more; printf last");
        Path raw = folder.resolve("raw");

        assertThat(kdn.run("logs", "--follow", id).exit(0).stdout())
                .startsWith("ared\n")
                .endsWith("more\nlast");
        kdn.shell("kdn logs --raw " + id + " >" + raw).exit(0);

        assertThat(Files.readAllBytes(raw))
                .isEqualTo("a\033[31mred\033[0m\r\n\000\u00ffmore\nlast"
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(kdn.run("logs", "-n", "1", id).exit(0).stdout()).isEqualTo("last");
        assertThat(kdn.run("logs", "-n", "0", id).exit(0).stdout()).isEmpty();
        assertThat(kdn.run("logs", "--since", "1h", id).exit(0).stdout()).endsWith("more\nlast");
        assertThat(kdn.run("logs", "--since", "2999-01-01T00:00:00Z", id)
                        .exit(0)
                        .stdout())
                .isEmpty();
    }

    @Test
    void aLongLogKeepsItsEnd() {
        String id = detach("chatty", "head -c 35000000 /dev/zero | tr '\\0' x; echo; seq 1 300000; printf end");
        kdn.run("wait", id).exit(0);

        String log = kdn.run("logs", "--raw", id).exit(0).stdout();

        assertThat(log.length()).isBetween(10 << 20, 22 << 20);
        assertThat(log).endsWith("\n299999\n300000\nend").contains("x\n1\n2\n3\n");
    }

    @Test
    void linesOfBothStreamsAreWholeInTheLog() {
        String line = "y".repeat(60);
        String id = detach(
                "both",
                "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo out " + line + " $i; echo err " + line
                        + " $i >&2; done");
        kdn.run("wait", id).exit(0);

        List<String> lines = kdn.run("logs", id).exit(0).stdout().lines().toList();

        assertThat(lines).hasSize(2000).allMatch(said -> said.matches("(out|err) y{60} \\d+"));
        assertThat(kdn.run("logs", "-n", "2", id).exit(0).stdout().lines()).isEqualTo(lines.subList(1998, 2000));
    }

    @Test
    void whoFollowsALogLeavesTheProgramAlone() throws InterruptedException {
        String id = detach("followed", "echo ready; while :; do echo tick; sleep 0.1; done");
        try (RunningProgram follower = kdn.start("logs", "-f", id)) {
            follower.awaitUntil("tick", () -> follower.stdout().contains("tick\ntick"));
            follower.signal("INT");
            follower.await().exit(130);
        }
        assertThat(end(id)).isEqualTo("running");
        kdn.run("kill", id).exit(0);
        Eventually.await(LIMIT, "the reader's end", () -> !lives("tail", "-f"));
    }

    @Test
    void aReaderThatLeavesEndsTheFollowing() {
        String id = detach("endless", "while :; do echo tick; sleep 0.1; done");

        assertThat(kdn.shell("kdn logs -f " + id + " | head -n 2; echo over")
                        .exit(0)
                        .stdout())
                .isEqualTo("tick\ntick\nover\n");

        kdn.run("kill", id).exit(0);
    }

    @Test
    void waitHasALimitAndTellsTheFirstFailure() {
        String slow = detach("slow", "exec sleep 60");
        String good = detach("good", "exit 0");
        String bad = detach("bad", "exit 7");

        assertThat(kdn.run("wait", "--timeout", "300ms", slow).exit(124).stderr())
                .contains("slow is not over in that time; it goes on");
        List<JsonNode> ends =
                items(kdn.run("wait", "-o", "json", "good", "bad", "shop/good").exit(7));
        assertThat(ends.stream().map(item -> item.path("id").asText())).contains(good, bad);
        kdn.run("kill", slow).exit(0);
        kdn.run("wait", "nosuch").exit(3);
    }

    @Test
    void waitsForAPort() {
        String none = Integer.toString(20_000 + (int) (ProcessHandle.current().pid() % 10_000));

        assertThat(kdn.run(
                                "exec",
                                "-d",
                                "--wait-port",
                                none,
                                "--timeout",
                                "500ms",
                                "--name",
                                "mute",
                                "shop",
                                "--",
                                "sleep",
                                "60")
                        .exit(124)
                        .stderr())
                .contains("mute does not listen on port " + none);
        assertThat(kdn.run("exec", "-d", "--wait-port", none, "shop", "--", "sh", "-c", "sleep 0.3; exit 1")
                        .exit(125)
                        .stderr())
                .contains("ended before it listened on port " + none);
        kdn.run("kill", "mute").exit(0);
    }

    @Test
    void stopEndsWhatLivesAndKeepsLogsAndCodes() throws IOException, InterruptedException {
        String over = detach("over", "echo done; exit 4");
        String lives = detach("lives", "echo ready; exec sleep 60");
        kdn.run("wait", over).exit(4);
        awaitLog(lives, "ready");

        assertThat(kdn.run("remove", "shop").exit(4).stderr()).contains("shop");
        assertThat(end(lives)).isEqualTo("running");
        kdn.run("stop", "shop").exit(0);

        assertThat(end(over)).isEqualTo("failed 4");
        assertThat(end(lives)).isEqualTo("killed 143");
        assertThat(kdn.run("logs", lives).exit(0).stdout()).isEqualTo("ready\n");
        kdn.run("wait", over).exit(4);
        kdn.run("kill", lives).exit(0);
        kdn.run("start", "shop").exit(0);
        assertThat(kdn.run("logs", over).exit(0).stdout()).isEqualTo("done\n");
        assertThat(end(lives)).isEqualTo("killed 143");
    }

    @Test
    void removeEndsThemOnlyWhenForcedAndForgetsThem() throws IOException {
        make("brief");
        String mark = Processes.sleep(5202);
        kdn.run("exec", "-d", "--name", "its", "brief", "--", "sleep", mark).exit(0);

        kdn.run("remove", "brief").exit(4);
        assertThat(kdn.run("ps", "brief").exit(0).stdout()).contains("its");
        kdn.run("remove", "--force", "brief").exit(0);

        assertThat(lives("sleep", mark)).isFalse();
        assertThat(kdn.run("ps", "--all").exit(0).stdout()).doesNotContain("brief");
        assertThat(kdn.run("wait", "brief/its").exit(3).stderr()).contains("activity not found");
    }

    @Test
    void severalOfOneNameAreListed() throws IOException {
        make("second");
        kdn.run("exec", "-d", "--name", "twin", "second", "--", "sleep", "60").exit(0);
        detach("twin", "exec sleep 60");

        assertThat(kdn.run("kill", "twin").exit(4).stderr())
                .contains("second/twin")
                .contains("shop/twin");
        kdn.run("kill", "shop/twin", "second/twin").exit(0);
        kdn.run("remove", "--force", "second").exit(0);
    }

    @Test
    void whatWasKilledBehindTheBackIsLost() throws InterruptedException {
        String id = detach("struck", "echo ready; exec sleep 60");
        awaitLog(id, "ready");

        strike(id);

        assertThat(end(id)).isEqualTo("lost");
        assertThat(kdn.run("wait", id).exit(1).stderr()).contains("nobody knows how activity struck ended");
        assertThat(kdn.run("kill", id).exit(0).stdout()).isEqualTo(id + "\n");
    }

    @Test
    void pruneEndsWhatIsLeftOfProgramsThatAreOver() throws InterruptedException {
        assumeTrue(outlivesItsProgram(), "here all of it ends with its program");
        String mark = Processes.sleep(5203);
        String id = detach("parent", "setsid sleep " + mark + " >/dev/null 2>&1 & exit 0");
        kdn.run("wait", id).exit(0);
        assertThat(lives("sleep", mark)).isTrue();

        kdn.run("prune").exit(0);

        assertThat(lives("sleep", mark)).isFalse();
        assertThat(end(id)).isEqualTo("exited 0");
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
    }

    @Test
    void programsThatLiveAreNotPruned() {
        String id = detach("stays", "exec sleep 60");

        assertThat(kdn.run("prune").exit(0).stdout()).doesNotContain("stays");

        assertThat(end(id)).isEqualTo("running");
        kdn.run("kill", id).exit(0);
    }
}
