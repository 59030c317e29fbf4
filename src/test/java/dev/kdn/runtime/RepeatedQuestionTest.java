/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedQuestionTest {
    @Test
    void asksAgainWhatWasStruckAndNothingElse() {
        assertThat(answer(0, 1)).isZero();
        assertThat(answer(9, 0)).isEqualTo(9);
        assertThat(answer(137, 126, 4, 0)).isEqualTo(4);
    }

    @Test
    void givesUp() {
        Deque<Integer> codes = new ArrayDeque<>(Collections.nCopies(9, 137));

        assertThat(RepeatedQuestion.end(() -> new ProgramEnd(codes.pop(), "")).code())
                .isEqualTo(137);
        assertThat(codes).hasSize(4);
    }

    private static int answer(Integer... codes) {
        Deque<Integer> left = new ArrayDeque<>(List.of(codes));
        return RepeatedQuestion.end(() -> new ProgramEnd(left.pop(), "")).code();
    }
}
