/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ProcessRunner runner = new ProcessRunner(
            Map.of("PATH", System.getenv("PATH"), "KEPT", "yes", "DROPPED", "no"),
            new Cancellation(),
            new ChildJournal());

    @TempDir
    private Path folder;

    @Test
    void returnsOutputAndExitCode() {
        assertThat(runner.run(shell("echo out; echo err >&2; exit 3")))
                .isEqualTo(new CommandResult(3, "out\n", "err\n"));
    }

    @Test
    void keepsArgumentBoundaries() {
        Command command = Command.of(List.of("printf", "%s|", "a b", "", "$HOME", "ü*"), LONG);

        assertThat(runner.run(command).stdout()).isEqualTo("a b||$HOME|ü*|");
    }

    @Test
    void givesNoInput() {
        assertThat(runner.run(shell("cat; echo end")).stdout()).isEqualTo("end\n");
    }

    @Test
    void givesTheInputOfTheCommandAndItsEnd() {
        Command command = Command.of(List.of("cat"), Duration.ofSeconds(10)).withInput("a\nb");

        assertThat(runner.run(command).stdout()).isEqualTo("a\nb");
    }

    @Test
    void givesTheInputAlsoToRecordedPrograms() {
        ChildJournal journal = new ChildJournal();
        journal.open(folder.resolve("children"), true);
        Command command = Command.of(List.of("cat"), Duration.ofSeconds(10)).withInput("a\nb");

        assertThat(new ProcessRunner(System.getenv(), new Cancellation(), journal)
                        .run(command)
                        .stdout())
                .isEqualTo("a\nb");
        assertThat(folder.resolve("children")).isNotEmptyFile();
    }

    @Test
    void usesDirectoryAndEnvironmentOfTheCommand() throws IOException {
        Command command = shell("pwd -P; echo $KEPT $DROPPED $ADDED")
                .in(folder)
                .withEnvironment(Map.of("ADDED", "new"))
                .withoutEnvironment(Set.of("DROPPED"));

        assertThat(runner.run(command).stdout()).isEqualTo(folder.toRealPath() + "\nyes new\n");
    }

    @Test
    void tellsSignalAsExitCode() {
        assertThat(runner.run(shell("kill -9 $$")).exitCode()).isEqualTo(137);
    }

    @Test
    void handsOnLinesOfBothStreamsOneAtATime() {
        List<String> lines = new ArrayList<>(); // not synchronized on purpose

        runner.run(shell("for i in 1 2 3; do echo o$i; echo e$i >&2; done; printf last"), lines::add);

        assertThat(lines).containsExactlyInAnyOrder("o1", "o2", "o3", "e1", "e2", "e3", "last");
    }

    @Test
    void readsAndBoundsMuchOutputOfBothStreams() {
        Command command = shell("yes out | head -c 3000000; yes err | head -c 3000000 >&2; echo end >&2")
                .withMaxOutputBytes(1000);

        CommandResult result = runner.run(command);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout())
                .startsWith("out\n")
                .contains("[2999000 bytes left out]")
                .hasSizeLessThan(1100);
        assertThat(result.stderr()).startsWith("err\n").endsWith("end\n").hasSizeLessThan(1100);
    }

    @Test
    void tellsFailureOfTheConsumerWhenTheProgramHasEnded() {
        assertThatThrownBy(() -> runner.run(shell("yes | head -c 200000"), _ -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void namesProgramThatIsMissing() {
        assertThatThrownBy(() -> runner.run(Command.of(List.of("kdn-no-such-program"), LONG)))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("kdn-no-such-program: not found on PATH");
    }

    @Test
    void namesFolderThatIsMissing() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> runner.run(shell("true").in(missing)))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot run sh: no such folder: " + missing);
    }

    @Test
    void saysWhyProgramCannotBeExecuted() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "#!/missing/interpreter\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> runner.run(Command.of(List.of(broken.toString()), LONG)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("cannot run broken: ")
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void endsWholeGroupAtTheLimit() throws InterruptedException {
        List<String> pids = Collections.synchronizedList(new ArrayList<>());
        Command command = Command.of(
                List.of("sh", "-c", "sleep 100 & echo $!; sh -c 'sleep 101 & echo $!'; echo $$; wait"),
                Duration.ofMillis(500));

        assertThatThrownBy(() -> runner.run(command, pids::add))
                .isInstanceOf(TimedOutException.class)
                .hasMessage("sh took longer than 500 ms and was ended");

        assertThat(pids).hasSize(3);
        awaitEnd(pids);
    }

    @Test
    void killsProgramThatIgnoresTheRequestToEnd() throws InterruptedException {
        List<String> pids = Collections.synchronizedList(new ArrayList<>());
        Command command = Command.of(
                List.of("sh", "-c", "trap '' TERM; echo $$; sleep 100 & echo $!; while :; do sleep 1; done"),
                Duration.ofMillis(300));
        long start = System.nanoTime();

        assertThatThrownBy(() -> runner.run(command, pids::add)).isInstanceOf(TimedOutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4500));
        awaitEnd(pids);
    }

    @Test
    void endsGroupWhenInterruptedAndClearsTheFlag() throws InterruptedException {
        List<String> pids = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<String> afterwards = new AtomicReference<>("");
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                runner.run(shell("sleep 100 & echo $!; wait"), pids::add);
            } catch (CancelledException e) {
                thrown.set(e);
                afterwards.set(runner.run(shell("echo cleaned up")).stdout());
            }
        });
        Eventually.await(Duration.ofSeconds(10), "pid of sleep", () -> !pids.isEmpty());

        caller.interrupt();
        caller.join(Duration.ofSeconds(4));

        assertThat(thrown.get()).hasMessage("sh was cancelled");
        assertThat(afterwards.get()).isEqualTo("cleaned up\n");
        awaitEnd(pids);
    }

    @Test
    void startsNothingWhenInterruptedBefore() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.run(shell("touch made").in(folder))).isInstanceOf(CancelledException.class);

        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void isNotHeldUpByWhatTheProgramLeavesRunning() {
        long start = System.nanoTime();

        CommandResult result = runner.run(shell("sleep 100 & echo $!"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(result.succeeded()).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(result.stdout().strip()))
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
    }

    @Test
    void isNotHeldUpByChildInAnotherSession() {
        long start = System.nanoTime();

        CommandResult result = runner.run(shell("setsid sleep 8 & echo started"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(result).isEqualTo(new CommandResult(0, "started\n", ""));
    }

    @Test
    void attachedProgramReturnsItsExitCode() {
        assertThat(runner.attach(shell("exit 42"))).isEqualTo(42);
        assertThat(runner.attach(shell("kill -15 $$"))).isEqualTo(143);
    }

    private static void awaitEnd(List<String> pids) throws InterruptedException {
        for (String pid : List.copyOf(pids)) {
            Eventually.await(
                    Duration.ofSeconds(3),
                    "end of process " + pid,
                    () -> ProcessIdentity.of(Long.parseLong(pid)).isEmpty());
        }
    }

    private static Command shell(String script) {
        return Command.of(List.of("sh", "-c", script), LONG);
    }
}
