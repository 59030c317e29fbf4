/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinnerFrameTest {
    @Test
    void showsTimeFromThreeSecondsOn() {
        assertThat(SpinnerFrame.text(0, "Building", 2, 0)).isEqualTo("⠋ Building");
        assertThat(SpinnerFrame.text(1, "Building", 3, 0)).isEqualTo("⠙ Building (3s)");
        assertThat(SpinnerFrame.text(10, "Building", 65, 0)).isEqualTo("⠋ Building (1m 05s)");
    }

    @Test
    void staysInsideTheTerminal() {
        assertThat(SpinnerFrame.text(0, "Building container image", 0, 20)).isEqualTo("⠋ Building contain…");
        assertThat(SpinnerFrame.text(0, "Building container image", 12, 20)).isEqualTo("⠋ Building c… (12s)");
        assertThat(SpinnerFrame.text(0, "Building", 0, 20)).isEqualTo("⠋ Building");
        assertThat(SpinnerFrame.text(0, "建立容器映像檔案", 0, 12)).isEqualTo("⠋ 建立容器…");
    }

    @Test
    void neverLetsNamesControlTheTerminal() {
        assertThat(new Step("a\u001b[2Jb\nc\rd", "e\u009bf")).isEqualTo(new Step("a?[2Jb c?d", "e?f"));
    }
}
