/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class MachineStatsTest {
    private final String token = UUID.randomUUID().toString();
    private final MachineStats stats = new MachineStats("here"::equals);

    private Process program(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", line);
        builder.environment().put(ProgramAccess.TOKEN, token);
        return builder.start();
    }

    @Test
    void measuresAProgramAndWhatItStarted() throws IOException {
        Process busy = program("sleep 60 & echo; while :; do :; done");
        try {
            assertThat(busy.getInputStream().read()).isEqualTo('\n');

            Usage usage = stats.usage("here");

            ProgramUsage program =
                    Optional.ofNullable(usage.programs().get(token)).orElseThrow();
            assertThat(program.pids()).contains(busy.pid()).hasSize(2);
            assertThat(program.cpu()).isPresent();
            assertThat(program.cpu().getAsDouble()).isBetween(1.0, 150.0);
            assertThat(program.memory().orElse(0)).isBetween(100_000L, 1_000_000_000L);
            assertThat(usage.cpu()).isEmpty(); // of the workspace as a whole nothing is known
        } finally {
            busy.descendants().forEach(ProcessHandle::destroyForcibly);
            busy.destroyForcibly();
        }
        assertThat(stats.usage("here").programs()).doesNotContainKey(token);
    }

    @Test
    void whatDoesNotRunIsNotMeasured() {
        assertThatThrownBy(() -> stats.usage("gone"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("does not run");
    }

    @Test
    void aCancelEndsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> stats.usage("here")).isInstanceOf(CancelledException.class);
    }
}
