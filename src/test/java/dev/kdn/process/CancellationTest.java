/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CancellationTest {
    private static final String SLEEP = "sleep 100 & echo $!; wait";

    @ParameterizedTest
    @ValueSource(ints = {Posix.SIGINT, Posix.SIGTERM, Posix.SIGHUP})
    void signalEndsChildrenAndExitsWithItsNumber(int signal) throws Exception {
        assumeNotIgnored(signal);
        try (Probe probe = Probe.start("run", 5000, SLEEP)) {
            ProcessIdentity sleep = identity(probe.readLine());

            probe.send(signal);

            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(128 + signal);
            assertThat(probe.readLine()).isEqualTo("cancelled");
            assertThat(sleep.isAlive()).isFalse();
        }
    }

    @Test
    void endsWhenUndoingTakesTooLong() throws Exception {
        try (Probe probe = Probe.start("stuck", 300, SLEEP)) {
            ProcessIdentity sleep = identity(probe.readLine());

            probe.send(Posix.SIGTERM);

            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(143);
            Eventually.await(Duration.ofSeconds(3), "end of sleep", () -> !sleep.isAlive());
        }
    }

    @Test
    void secondSignalGoesOnUndoingAndThirdEndsAtOnce() throws Exception {
        try (Probe probe = Probe.start("stuck", 60_000, SLEEP)) {
            probe.readLine();
            probe.send(Posix.SIGTERM);
            assertThat(probe.readLine()).isEqualTo("cancelled");

            probe.send(Posix.SIGHUP);
            assertThat(probe.isAliveAfter(Duration.ofMillis(300))).isTrue();
            probe.send(Posix.SIGTERM);

            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(143);
        }
    }

    @Test
    void endsAtOnceWhileReadingAnAnswer() throws Exception {
        try (Probe probe = Probe.start("read", 60_000, "")) {
            assertThat(probe.readLine()).isEqualTo("reading");

            probe.send(Posix.SIGTERM);

            assertThat(probe.readLine()).isEqualTo("ended");
            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(143);
        }
    }

    @Test
    void endsAtOnceAfterASignalBeforeTheReading() throws Exception {
        try (Probe probe = Probe.start("question", 60_000, "")) {
            assertThat(probe.readLine()).isEqualTo("asked");

            probe.send(Posix.SIGTERM);

            assertThat(probe.readLine()).isEqualTo("ended");
            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(143);
        }
    }

    @Test
    void ctrlCBelongsToTheAttachedProgram() throws Exception {
        assumeNotIgnored(Posix.SIGINT);
        try (Probe probe = Probe.start("attach", 5000, "trap 'exit 7' INT; echo $$; while :; do sleep 0.05; done")) {
            long child = Long.parseLong(probe.readLine());

            probe.send(Posix.SIGINT); // a terminal sends it to both
            assertThat(probe.isAliveAfter(Duration.ofMillis(300))).isTrue();
            Posix.kill(Math.toIntExact(child), Posix.SIGINT);

            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(7);
        }
    }

    @Test
    void requestToEndReachesTheAttachedProgram() throws Exception {
        try (Probe probe =
                Probe.start("attach", 5000, "trap 'echo bye; exit 7' HUP; echo $$; while :; do sleep 0.05; done")) {
            ProcessIdentity child = identity(probe.readLine());

            probe.send(Posix.SIGHUP);

            assertThat(probe.exitCode(Duration.ofSeconds(5))).isEqualTo(129);
            assertThat(probe.readLine()).isEqualTo("bye");
            assertThat(child.isAlive()).isFalse();
        }
    }

    private static ProcessIdentity identity(String pid) {
        return ProcessIdentity.of(Long.parseLong(pid)).orElseThrow();
    }

    // A shell without job control starts background jobs with SIGINT ignored, and so does nohup with SIGHUP; children
    // inherit that.
    private static void assumeNotIgnored(int signal) throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn:\t0");
        long mask = Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
        assumeFalse((mask & 1L << (signal - 1)) != 0, "this JVM was started with that signal ignored");
    }
}
