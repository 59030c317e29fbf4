/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PipedProgramTest {
    @Test
    void talksUntilItsInputEnds() throws IOException {
        try (PipedProgram program = start("cat; echo complained >&2")) {
            OutputStream input = program.input();
            input.write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(program.output().readNBytes(5)).asString().isEqualTo("hello");
            input.close();
            assertThat(program.output().read()).isEqualTo(-1);
            assertThat(program.complaint()).isEqualTo("complained");
        }
    }

    @Test
    void interruptEndsItAndItsChildren() throws IOException {
        try (PipedProgram program = start("sleep 1000 & echo begun; wait")) {
            assertThat(program.output().readNBytes(6)).asString().isEqualTo("begun\n");
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> program.output().read()).isInstanceOf(ClosedByInterruptException.class);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(program.isOpen()).isFalse();
        }
    }

    @Test
    void closingEndsWaitsOfOtherThreads() throws Exception {
        PipedProgram program = start("echo begun; exec sleep 1000");
        assertThat(program.output().readNBytes(6)).asString().isEqualTo("begun\n");
        Thread closer = Thread.ofPlatform().start(() -> {
            try {
                program.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertThatThrownBy(() -> program.output().read()).isInstanceOf(IOException.class);
        closer.join();
    }

    @Test
    void missingProgramIsUnavailable() {
        assertThatThrownBy(() -> PipedProgram.start(
                        Map.of("PATH", "/nonexistent"), Command.of(List.of("nosuch"), Duration.ofSeconds(1))))
                .isInstanceOf(UnavailableException.class);
    }

    private static PipedProgram start(String line) {
        return PipedProgram.start(
                Map.of("PATH", "/usr/bin:/bin"), Command.of(List.of("sh", "-c", line), Duration.ofSeconds(1)));
    }
}
