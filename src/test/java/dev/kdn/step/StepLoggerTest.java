/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepLoggerTest {
    private final RecordingStepLogger steps = new RecordingStepLogger();

    @Test
    void completesStepThatReturns() {
        assertThat(steps.step("Counting", "Counted", () -> 3)).isEqualTo(3);

        assertThat(steps.events()).containsExactly("start: Counting", "complete: Counted");
    }

    @Test
    void failsStepThatThrows() {
        assertThatThrownBy(() -> steps.step("Counting", "Counted", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(steps.events()).containsExactly("start: Counting", "fail: Counting");
    }

    @Test
    void completesStepBeforeTheNextAndOnlyOnce() {
        steps.start("A", "a");
        steps.start("B", "b");
        steps.warn("careful");
        steps.output("line");
        steps.complete();
        steps.complete();
        steps.fail();

        assertThat(steps.events())
                .containsExactly("start: A", "complete: a", "start: B", "warn: careful", "output: line", "complete: b");
        assertThat(steps.warnings()).containsExactly("careful");
    }
}
