/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kdn exec` promises of programs that it waits for, whatever the runtime is.
abstract class ExecSuite extends DetachedSuite {
    // Five seconds for the undoing, and what a busy machine adds.
    private static final Duration UNDONE = Duration.ofSeconds(12);

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 3, 3", "exit 255, 255", "kill -TERM $$, 143", "kill -KILL $$, 137"})
    void passesTheExitCodeThrough(String line, int code) {
        assertThat(sh(line)).isEqualTo(new Result(code, "", ""));
    }

    @Test
    void tellsACommandThatCannotBeRun() {
        assertThat(kdn.run("exec", "shop", "--", "no-such-program"))
                .isEqualTo(new Result(127, "", "Error: there is no such command in the workspace: no-such-program\n"));
        assertThat(kdn.run("exec", "shop", "--", "/etc"))
                .isEqualTo(new Result(126, "", "Error: this cannot be executed in the workspace: /etc\n"));
        assertThat(kdn.run("exec", "-e", "A=b", "shop", "--", "no-such-program")
                        .exit(127)
                        .stderr())
                .contains("no-such-program");
    }

    @Test
    void kdnsOwnFailureIs125() {
        assertThat(kdn.run("exec", "nosuch", "--", "true").exit(125).stderr()).contains("workspace not found: nosuch");
        assertThat(kdn.run("exec", "--workdir", "there", "shop", "--", "true")
                        .exit(125)
                        .stderr())
                .contains("not an absolute path inside the workspace: there");
        assertThat(kdn.run("exec", "--tty", "shop", "--", "true").exit(125).stderr())
                .contains("--tty needs a terminal");
    }

    @Test
    void keepsArgumentBoundaries() {
        assertThat(kdn.run("exec", "shop", "--", "printf", "[%s]", "a b", "", "$HOME", "ü\"'", "-n", "x\ny")
                        .exit(0)
                        .stdout())
                .isEqualTo("[a b][][$HOME][ü\"'][-n][x\ny]");
    }

    @Test
    void streamsAreByteExact() throws IOException {
        byte[] bytes = new byte[1 << 20];
        new Random(7).nextBytes(bytes);
        Path in = Files.write(folder.resolve("bytes"), bytes);
        Path out = folder.resolve("bytes.out");
        Path err = folder.resolve("bytes.err");

        kdn.shell("kdn exec -i shop -- sh -c 'tee /dev/stderr' <" + in + " >" + out + " 2>" + err)
                .exit(0);

        assertThat(Files.mismatch(in, out)).as("stdout").isEqualTo(-1);
        assertThat(Files.mismatch(in, err)).as("stderr").isEqualTo(-1);
    }

    @Test
    void theEndOfStandardInputReachesTheProgram() {
        assertThat(kdn.withStdin("one\ntwo")
                        .run("exec", "-i", "shop", "--", "wc", "-c")
                        .exit(0)
                        .stdout()
                        .strip())
                .isEqualTo("7");
        assertThat(kdn.withStdin("")
                        .run("exec", "-i", "shop", "--", "wc", "-c")
                        .exit(0)
                        .stdout()
                        .strip())
                .isEqualTo("0");
        assertThat(kdn.withStdin("all")
                        .run("exec", "-i", "shop", "--", "sh", "-c", "cat; sleep 0.3; echo ' read'")
                        .exit(0)
                        .stdout())
                .isEqualTo("all read\n");
    }

    @Test
    void withoutInteractiveTheProgramReadsTheEnd() {
        assertThat(kdn.shell("mkfifo never; exec 3<>never; kdn exec shop -- cat <&3; echo $?")
                        .exit(0)
                        .stdout())
                .isEqualTo("0\n");
    }

    @Test
    void theOutputOfFastProgramsIsComplete() {
        int times = isApart() ? 12 : 100;
        String lines =
                IntStream.rangeClosed(1, times).mapToObj(i -> i + " of it\n").reduce("", String::concat);

        assertThat(kdn.shell("i=0; while [ $i -lt " + times + " ]; do i=$((i + 1));"
                                + " kdn exec shop -- echo $i of it || echo failed; done")
                        .exit(0)
                        .stdout())
                .isEqualTo(lines);
    }

    /// Engines pass the two on piece by piece, so that only each by itself is in lines.
    @Test
    void linesOfBothStreamsStayWhole() {
        String line = "x".repeat(60);
        String loop = "i=0; while [ $i -lt 1500 ]; do i=$((i+1)); echo out " + line + " $i; echo err " + line
                + " $i >&2; done";

        Result apart = sh(loop).exit(0);

        assertThat(apart.stdout().lines()).hasSize(1500).allMatch(said -> said.matches("out x{60} \\d+"));
        assertThat(apart.stderr().lines()).hasSize(1500).allMatch(said -> said.matches("err x{60} \\d+"));
        if (!isApart()) {
            assertThat(kdn.shell("kdn exec shop -- sh -c '" + loop + "' 2>&1")
                            .exit(0)
                            .stdout()
                            .lines())
                    .hasSize(3000)
                    .allMatch(said -> said.matches("(out|err) x{60} \\d+"));
        }
    }

    @Test
    void longLinesAndAnUnfinishedLastOneArrive() {
        Result result =
                sh("head -c 5000000 /dev/zero | tr '\\0' x; printf '\\nlast'").exit(0);

        assertThat(result.stdout()).hasSize(5_000_005).startsWith("xxx").endsWith("x\nlast");
    }

    @Test
    void aReaderThatLeavesEndsIt() {
        long begin = System.nanoTime();

        String word = "w" + System.nanoTime();

        assertThat(kdn.shell("kdn exec shop -- yes " + word + " | head -n 2")
                        .exit(0)
                        .stdout())
                .isEqualTo(word + "\n" + word + "\n");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(UNDONE);
        assertThat(lives("yes", word)).isFalse();
    }

    @Test
    void startsAWorkspaceThatDoesNotRun() {
        kdn.run("stop", "shop").exit(0);

        Result result = sh("echo up").exit(0);

        assertThat(result.stdout()).isEqualTo("up\n");
        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
    }

    @Test
    void variablesArriveAsTheyAre() throws IOException {
        String value = "it's \"$HOME\" `x` \\ ü\nand a second line";
        Path file = Files.writeString(folder.resolve("variables"), "# of the file\n\nFROM_FILE=a=b'\"\nBOTH=file\n");

        assertThat(kdn.with("OWN", "own value")
                        .run(
                                "exec",
                                "-e",
                                "ODD=" + value,
                                "-e",
                                "OWN",
                                "-e",
                                "BOTH=line",
                                "--env-file",
                                file.toString(),
                                "shop",
                                "--",
                                "sh",
                                "-c",
                                "printf '%s|' \"$ODD\" \"$OWN\" \"$BOTH\" \"$FROM_FILE\" \"${KDN_LAUNCH-none}\"")
                        .exit(0)
                        .stdout())
                .isEqualTo(value + "|own value|line|a=b'\"|none|");
        assertThat(kdn.run(
                                "exec",
                                "-e",
                                "P=a",
                                "--env-append",
                                "P=b",
                                "--env-append",
                                "P=c:,",
                                "shop",
                                "--",
                                "sh",
                                "-c",
                                "echo $P $KDN_WORKSPACE")
                        .exit(0)
                        .stdout())
                .isEqualTo("a:b,c shop\n");
    }

    @Test
    void aBadVariableIsToldByItsNameAlone() {
        Result result =
                kdn.run("exec", "-e", "1BAD=hunter2", "shop", "--", "true").exit(125);

        assertThat(result.output()).contains("1BAD").doesNotContain("hunter2");
    }

    @Test
    void argumentsAndVariablesAreInNoRecord() throws IOException {
        kdn.run("exec", "-e", "TOKEN=s3cr3t-value", "shop", "--", "sh", "-c", "exit 4", "s3cr3t-word")
                .exit(4);

        String id = kdn.run("exec", "-d", "-e", "TOKEN=s3cr3t-value", "shop", "--", "sh", "-c", "exit 4", "s3cr3t-word")
                .exit(0)
                .stdout()
                .strip();

        kdn.run("wait", id).exit(4);
        assertThat(records()).doesNotContain("s3cr3t");
        assertThat(kdn.run("ps", "--all", "-o", "json").exit(0).stdout())
                .contains("\"command\": \"sh \\u003c3 arguments\\u003e\"")
                .doesNotContain("s3cr3t");
        assertThat(sh("cat /proc/[0-9]*/cmdline | tr '\\0' ' '").exit(0).stdout())
                .doesNotContain("s3cr3t-value");
    }

    @Test
    void theTimeLimitEndsAllOfIt() {
        String mark = Processes.sleep(5101);

        Result result = kdn.run(
                        "exec", "--timeout", "1s", "shop", "--", "sh", "-c", "setsid sleep " + mark + " & sleep 60")
                .exit(124);

        assertThat(result.stderr()).contains("sh took longer than 1 s and was ended");
        assertThat(lives("sleep", mark)).isFalse();
    }

    @Test
    void theFirstInterruptIsTheProgramsOwn() {
        try (RunningProgram running = kdn.start(
                "exec",
                "--name",
                "polite",
                "shop",
                "--",
                "sh",
                "-c",
                "trap 'echo interrupted; exit 9' INT; echo ready; while :; do sleep 0.1; done")) {
            running.awaitUntil("ready", () -> running.stdout().contains("ready"));
            running.signal("INT");

            assertThat(running.await().exit(9).stdout()).isEqualTo("ready\ninterrupted\n");
        }
    }

    @Test
    void theSecondInterruptEndsIt() {
        String mark = Processes.sleep(5102);
        String line = "trap 'echo heard' INT; trap '' TERM; echo ready; setsid sleep " + mark
                + " & while :; do sleep 0.1; done";
        try (RunningProgram running = kdn.start("exec", "--name", "deaf", "shop", "--", "sh", "-c", line)) {
            running.awaitUntil("ready", () -> running.stdout().contains("ready"));
            running.signal("INT");
            running.awaitUntil("heard", () -> running.stdout().contains("heard"));
            assertThat(kdn.run("ps").exit(0).stdout()).contains("deaf", "running (attached)");
            running.signal("INT");

            running.await().exit(130);
        }
        assertThat(lives("sleep", mark)).isFalse();
        assertThat(kdn.run("ps", "--all").exit(0).stdout()).containsPattern("deaf +\\S+ +shop +killed");
    }

    @Test
    void ctrlCOnATerminalOnceAndTwice() throws InterruptedException {
        String line = "trap \"echo heard\" INT; echo ready; while :; do sleep 0.1; done";
        try (Screen screen = Screen.of(kdn, "exec shop -- sh -c '\\''" + line + "'\\''")) {
            Screen _ = screen.await("ready")
                    .press("C-c")
                    .await("heard")
                    .press("C-c")
                    .await("ended with 130");
        }
    }

    @Test
    void hasTheTerminal() throws InterruptedException {
        assumeTrue(hasTerminals(), "this runtime gives no terminals");
        assertThat(kdn.runOnTerminal("exec", "-t", "shop", "--", "tty").exit(0).stdout())
                .contains("/dev/");
    }

    @Test
    void ctrlCOnItsOwnTerminalIsTheProgramsAlone() throws InterruptedException {
        assumeTrue(hasTerminals(), "this runtime gives no terminals");
        String line = "trap \"echo heard; exit 5\" INT; tty; echo ready; while :; do sleep 0.1; done";
        try (Screen screen = Screen.of(kdn, "exec -it shop -- sh -c '\\''" + line + "'\\''")) {
            Screen _ = screen.await("ready").press("C-c").await("heard").await("ended with 5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void othersSignalsEndItAtOnce(String signal) {
        String mark = Processes.sleep(5103);
        try (RunningProgram running =
                kdn.start("exec", "shop", "--", "sh", "-c", "echo ready; setsid sleep " + mark + " & wait")) {
            running.awaitUntil("ready", () -> running.stdout().contains("ready"));
            running.signal(signal);

            running.await().exit(signal.equals("TERM") ? 143 : 129);
        }
        assertThat(lives("sleep", mark)).isFalse();
    }

    @Test
    void whatAKilledKdnLeavesIsEndedByTheNextCommands() {
        String mark = Processes.sleep(5104);
        try (RunningProgram running = kdn.start(
                "exec", "--name", "orphan", "shop", "--", "sh", "-c", "echo ready; setsid sleep " + mark + " & wait")) {
            running.awaitUntil("ready", () -> running.stdout().contains("ready"));
            running.signal("KILL");
            running.await().exit(137);

            assertThat(kdn.run("prune").exit(0).stdout())
                    .contains(outlivesItsProgram() ? "orphan" : "Nothing to remove");
        }
        assertThat(lives("sleep", mark)).isFalse();
        assertThat(kdn.run("ps", "--all").exit(0).stdout()).containsPattern("orphan +\\S+ +shop +(killed|lost|failed)");
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
    }
}
