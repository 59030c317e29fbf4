/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildJournalTest {
    @TempDir
    private Path folder;

    private final ChildJournal journal = new ChildJournal();
    private final ProcessRunner runner =
            new ProcessRunner(Map.of("PATH", System.getenv("PATH")), new Cancellation(), journal);

    @Test
    void recordsAProgramBeforeItRuns() throws IOException {
        Path file = file();
        journal.open(file, true);
        CommandResult result = runner.run(shell("cat " + file + "; echo $$; cat"));
        journal.close(file);
        List<String> lines = result.stdout().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith(lines.getLast() + " ");
    }

    @Test
    void runsAProgramThatCannotBeRecordedOnlyWhereThatIsAllowed() {
        Path nowhere = folder.resolve("missing/x.children");
        journal.open(nowhere, false);
        assertThat(runner.run(shell("exit 3")).exitCode()).isEqualTo(3);
        journal.close(nowhere);

        journal.open(nowhere, true);
        assertThatThrownBy(() -> runner.run(shell("exit 3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void recordsNothingWhenClosed() {
        Path file = file();
        journal.open(file, true);
        journal.close(file);
        assertThat(runner.run(shell("exit 3")).exitCode()).isEqualTo(3);
        assertThat(file).doesNotExist();
    }

    @Test
    void endsTheGroupOfARecordedProgramThatStillRuns() throws Exception {
        Process orphan = orphan("trap '' TERM; sleep 60 & echo up; sleep 60");
        write(ProcessIdentity.of(orphan.pid()).orElseThrow());
        List<ProcessHandle> group = orphan.descendants().toList();
        ChildJournal.endAll(file());
        assertThat(orphan.waitFor(Duration.ofSeconds(5))).isTrue();
        for (ProcessHandle member : group) {
            member.onExit().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void leavesAloneWhoOnlyHasTheNumber() throws Exception {
        Process stranger = orphan("echo up; sleep 60");
        ProcessIdentity identity = ProcessIdentity.of(stranger.pid()).orElseThrow();
        write(new ProcessIdentity(identity.pid(), identity.startTicks() - 1, identity.bootId()));
        write(new ProcessIdentity(identity.pid(), identity.startTicks(), "another boot"));
        ChildJournal.endAll(file());
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly().waitFor();
    }

    @Test
    void passesOverATornLine() throws IOException {
        Files.writeString(file(), "12345 9");
        ChildJournal.endAll(file());
        assertThat(file()).exists();
    }

    private void write(ProcessIdentity identity) {
        journal.open(file(), true);
        journal.add(identity);
        journal.close(file());
    }

    private static Process orphan(String script) throws IOException {
        Process process = new ProcessBuilder("setsid", "sh", "-c", script).start();
        assertThat(process.getInputStream().read()).isEqualTo('u');
        return process;
    }

    private Path file() {
        return folder.resolve("x.children");
    }

    private static Command shell(String script) {
        return Command.of(List.of("/bin/sh", "-c", script), Duration.ofSeconds(30));
    }
}
