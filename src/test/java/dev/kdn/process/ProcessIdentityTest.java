/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void seesItself() {
        ProcessIdentity current = ProcessIdentity.current();

        assertThat(current.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(current.isAlive()).isTrue();
        assertThat(ProcessIdentity.of(current.pid())).contains(current);
    }

    @Test
    void doesNotTakeAnotherProcessWithThatPidForItself() {
        ProcessIdentity current = ProcessIdentity.current();

        assertThat(new ProcessIdentity(current.pid(), current.startTicks() - 1, current.bootId()).isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(current.pid(), current.startTicks(), "another boot").isAlive())
                .isFalse();
    }

    @Test
    void knowsWhenProcessHasEnded() throws IOException, InterruptedException {
        Process sleep = new ProcessBuilder("sleep", "100").start();
        ProcessIdentity identity = ProcessIdentity.of(sleep.pid()).orElseThrow();

        sleep.destroyForcibly();

        Eventually.await(Duration.ofSeconds(5), "end of sleep", () -> !identity.isAlive());
    }

    @Test
    void readsStartTimeBehindAnyName() {
        String fields = "S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20";

        assertThat(ProcessIdentity.parse(7, "7 (a) R (b c)) " + fields, "boot"))
                .contains(new ProcessIdentity(7, 4711, "boot"));
        assertThat(ProcessIdentity.parse(7, "7 (sh) " + fields.replace("S ", "Z "), "boot"))
                .isEqualTo(Optional.empty());
    }
}
