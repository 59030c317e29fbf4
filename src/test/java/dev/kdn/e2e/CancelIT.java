/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.process.Eventually;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Processes;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.RuntimeUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EngineTest(EngineTest.RUNTIME)
class CancelIT {
    private static final Duration UNDONE = Duration.ofMillis(4800);

    private Workbench bench;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = Workbench.small(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, 7131", "TERM, 143, 7132", "HUP, 129, 7133"})
    void cancelDuringABuildLeavesNothing(String signal, int exitCode, int number) throws Exception {
        String seconds = Processes.sleep(number);
        bench.image("{\"base\": \"" + Workbench.SMALL_BASE + "\", \"run_commands\": [\"sleep " + seconds + "\"]}");
        long workingBefore = workingContainers();
        RunningProgram init = bench.kdn
                .start(Workbench.arguments(bench.project("shop")))
                .awaitUntil("the build step runs", () -> sleeping(seconds));
        Instant before = Instant.now();

        init.signal(signal);

        assertThat(init.await().exit()).isEqualTo(exitCode);
        Duration took = Duration.between(before, Instant.now());
        assertThat(took).isLessThan(Duration.ofSeconds(6));
        assertBuildEnds(seconds);
        if (!RuntimeUnderTest.isPodman() || took.compareTo(UNDONE) > 0) {
            // docker keeps what the steps before made; on a busy machine the time for undoing may be over
            bench.kdn.run("prune").exit(0);
        }
        assertThat(workingContainers()).isEqualTo(workingBefore);
        assertThat(bench.engineObjects()).isEmpty();
        assertThat(bench.images()).isEmpty();
        assertThat(bench.kdn.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");
        for (String left :
                new String[] {"intents", "workspaces", "locks", "runtimes/" + RuntimeUnderTest.name() + "/builds"}) {
            assertThat(bench.kdn.storage().resolve(left))
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotExist(),
                            path -> assertThat(path).isEmptyDirectory());
        }
    }

    /// kdn waits for the end of podman's; docker ends a build whose kdn is gone, podman 4.3 behind docker's interface
    /// does not.
    private static void assertBuildEnds(String seconds) throws InterruptedException {
        if (RuntimeUnderTest.get().isPodmanApi()) {
            Processes.running("sleep", seconds).forEach(ProcessHandle::destroyForcibly);
        }
        Duration limit = RuntimeUnderTest.isPodman() ? Duration.ZERO : Duration.ofSeconds(15);
        Eventually.await(limit, "the RUN process of the build ends", () -> !sleeping(seconds));
    }

    /// podman's, without those that others make meanwhile.
    private static long workingContainers() {
        if (!RuntimeUnderTest.isPodman()) {
            return 0;
        }
        return RuntimeUnderTest.engine("ps", "-a", "--external", "--format", "{{.Names}}")
                .lines()
                .filter(name -> name.contains("working-container"))
                .count();
    }

    private static boolean sleeping(String seconds) {
        return !Processes.running("sleep", seconds).isEmpty();
    }
}
