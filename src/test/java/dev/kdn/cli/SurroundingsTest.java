/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void readsYesInAnyCase() {
        assertThat(with("X", "Yes").isTruthy("X")).isTrue();
        assertThat(with("X", "tRUE").isTruthy("X")).isTrue();
        assertThat(with("X", "1").isTruthy("X")).isTrue();
        assertThat(with("X", "on").isTruthy("X")).isFalse();
        assertThat(with("X", "").isTruthy("X")).isFalse();
    }

    @Test
    void asksOnlyPeople() {
        assertThat(terminals("101").isInteractive()).isTrue();
        assertThat(terminals("100").isInteractive()).isFalse();
        assertThat(terminals("011").isInteractive()).isFalse();
        assertThat(new SurroundingsBuilder()
                        .terminals("111")
                        .variable("CI", "true")
                        .build(nowhere(), nowhere())
                        .isInteractive())
                .isFalse();
    }

    @Test
    void coloursTerminalsThatWantIt() {
        assertThat(with("TERM", "xterm").allowsColor(true)).isTrue();
        assertThat(with("TERM", "dumb").allowsColor(true)).isFalse();
        assertThat(with("NO_COLOR", "1").allowsColor(true)).isFalse();
        assertThat(with("TERM", "xterm").allowsColor(false)).isFalse();
    }

    @Test
    void findsTheStorage() {
        assertThat(new GlobalOptions().storage(with("X", ""))).isEqualTo(Path.of("/home/dev/.kdn"));
        assertThat(new GlobalOptions().storage(with("KDN_STORAGE", ""))).isEqualTo(Path.of("/home/dev/.kdn"));
        assertThat(new GlobalOptions().storage(with("KDN_STORAGE", "../s"))).isEqualTo(Path.of("/home/dev/s"));
        GlobalOptions flag = new GlobalOptions();
        flag.useStorage("/flag");
        assertThat(flag.storage(with("KDN_STORAGE", "/variable"))).isEqualTo(Path.of("/flag"));
    }

    @Test
    void refusesAnEmptyStorage() {
        GlobalOptions flag = new GlobalOptions();
        flag.useStorage("");

        assertThatThrownBy(() -> flag.storage(with("KDN_STORAGE", "/variable")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--storage must not be empty");
    }

    @Test
    void refusesTextThatIsNoPath() {
        assertThatThrownBy(() -> with("X", "").path("a\0b")).isInstanceOf(InvalidInputException.class);
    }

    private static Surroundings with(String name, String value) {
        return new SurroundingsBuilder().variable(name, value).build(nowhere(), nowhere());
    }

    private static Surroundings terminals(String digits) {
        return new SurroundingsBuilder().terminals(digits).build(nowhere(), nowhere());
    }

    private static OutputStream nowhere() {
        return OutputStream.nullOutputStream();
    }
}
