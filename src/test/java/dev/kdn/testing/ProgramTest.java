/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The harness itself: what it promises to end really ends.
class ProgramTest {
    @TempDir
    private Path folder;

    @Test
    void separatesStreamsAndPassesStdin() {
        Result result = sh("cat; echo warning >&2; exit 3").withStdin("grün\n").run();

        assertThat(result).isEqualTo(new Result(3, "grün\n", "warning\n"));
    }

    @Test
    void signalEndsProgram() {
        try (RunningProgram program = sh("echo ready; exec sleep 60").start()) {
            program.awaitUntil("ready", () -> program.stdout().equals("ready\n"));
            program.signalGroup("INT");

            assertThat(program.await().exit()).isEqualTo(130);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void timeLimitEndsWholeGroup() {
        // The sleeping grandchild loses its parent at once, so that only the group knows it.
        Program program = sh("(sleep 60 & echo $!); exec sleep 60").withLimit(Duration.ofSeconds(2));
        try (RunningProgram running = program.start()) {
            running.awaitUntil("child is known", () -> running.stdout().endsWith("\n"));
            long child = Long.parseLong(running.stdout().strip());

            assertThatThrownBy(running::await)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("did not end");
            Result left = sh("for i in $(seq 100); do [ -s /proc/%d/cmdline ] || exit 0; sleep 0.05; done; exit 1"
                            .formatted(child))
                    .run();
            left.exit(0); // a dead process that nobody collected has no command line
        }
    }

    private Program sh(String line) {
        return Program.of(List.of("sh", "-c", line), TestEnvironment.engines(), folder);
    }
}
