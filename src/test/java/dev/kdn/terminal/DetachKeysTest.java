/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ctrl-p,ctrl-q  | 16 17",
                "ctrl-@         | 0",
                "ctrl-a,ctrl-z  | 1 26",
                "ctrl-[,ctrl-]  | 27 29",
                "ctrl-\\        | 28",
                "ctrl-^,ctrl-_  | 30 31",
                "q              | 113",
                "a,B,~          | 97 66 126"
            })
    void readsWhatDockerReadsAndWritesItAgain(String text, String codes) {
        DetachKeys keys = DetachKeys.parse(text);

        assertThat(keys.codes())
                .isEqualTo(List.of(codes.split(" ", -1)).stream()
                        .map(Integer::valueOf)
                        .toList());
        assertThat(keys.text()).isEqualTo(text);
    }

    @Test
    void readsWhatPeopleWrite() {
        assertThat(DetachKeys.parse("Ctrl-P,CTRL-q")).isEqualTo(DetachKeys.DEFAULT);
        assertThat(DetachKeys.parse("ctrl-\\\\").codes()).containsExactly(28);
        assertThat(DetachKeys.DEFAULT.text()).isEqualTo("ctrl-p,ctrl-q");
    }

    @Test
    void nothingSwitchesThemOff() {
        assertThat(DetachKeys.parse("")).isEqualTo(DetachKeys.OFF);
        assertThat(DetachKeys.OFF.isOff()).isTrue();
        assertThat(DetachKeys.DEFAULT.isOff()).isFalse();
        assertThat(DetachKeys.OFF.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctrl-", "ctrl-1", "ctrl-pq", "alt-p", "pq", "p,,q", ",", "p,", " ", "p, q", "ü", "\u007f", "ctrl+p"
            })
    void refusesNonsense(String text) {
        assertThatThrownBy(() -> DetachKeys.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("invalid detach keys: " + text + ": ");
    }

    @Test
    void saysWhichKeyIsWrongAndWhatIsRight() {
        assertThatThrownBy(() -> DetachKeys.parse("ctrl-p,meta-x"))
                .hasMessage("invalid detach keys: ctrl-p,meta-x: no such key: meta-x")
                .extracting(e -> ((InvalidInputException) e).hint().orElseThrow())
                .asString()
                .contains("ctrl-p,ctrl-q", "'' switches them off");
        assertThatThrownBy(() -> DetachKeys.parse("a,")).hasMessageEndingWith(": a key is missing");
    }
}
