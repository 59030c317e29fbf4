/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalNameTest {
    @ParameterizedTest
    @CsvSource({"TERM, TERM", "sigterm, TERM", "SIGINT, INT", "15, TERM", "9, KILL", "usr1, USR1"})
    void takesNamesAndNumbers(String text, String name) {
        assertThat(SignalName.of(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIG", "0", "-9", "SEGV", "TERM ", "99", "sigsigterm", "KILL;id"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> SignalName.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no signal that can be sent: " + text);
    }

    @Test
    void eachHasANumber() {
        assertThat(SignalName.all()).contains("TERM", "KILL").isSorted();
        assertThat(SignalName.all().stream().map(SignalName::number)).doesNotHaveDuplicates();
        assertThat(SignalName.number("KILL")).isEqualTo(Posix.SIGKILL);
    }
}
