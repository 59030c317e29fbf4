/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimedProgramsTest {
    private final ProgramsInMemory real = new ProgramsInMemory();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private TimedPrograms within(Duration margin) {
        return new TimedPrograms(real, margin);
    }

    private void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void whatHangsInsideIsGivenUp() throws InterruptedException {
        real.beforeLook = this::hang;

        assertThatThrownBy(() -> within(Duration.ofMillis(200)).look("id", Optional.empty(), List.of("true")))
                .isInstanceOf(TimedOutException.class)
                .hasMessageStartingWith("no answer from inside the workspace");
        interrupted.await();
    }

    @Test
    void anEndHasItsGraceBesides() throws InterruptedException {
        real.beforeEnd = this::hang;
        Duration grace = Duration.ofMillis(300);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> within(Duration.ofMillis(200)).end("id", Optional.empty(), Set.of("t"), "TERM", grace))
                .isInstanceOf(TimedOutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        interrupted.await();
    }

    @Test
    void answersAndFailuresPass() {
        real.alive.add("token");
        real.unreachable.add("far");
        TimedPrograms programs = within(Duration.ofSeconds(10));

        assertThat(programs.look("id", Optional.empty(), List.of("true")).alive())
                .containsExactly("token");
        assertThatThrownBy(() -> programs.signal("far", Optional.empty(), "token", "INT"))
                .isInstanceOf(EngineException.class)
                .hasMessage("the engine does not answer");
    }

    @Test
    void aCancelEndsIt() throws InterruptedException {
        real.beforeLook = this::hang;
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> within(Duration.ofSeconds(10)).look("id", Optional.empty(), List.of("true")))
                .isInstanceOf(CancelledException.class);
    }
}
