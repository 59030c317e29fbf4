/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({
        "90, 90000",
        "1.5s, 1500",
        "500ms, 500",
        "0.2ms, 1",
        "10m, 600000",
        "1h30m, 5400000",
        "3d, 259200000",
        "366d, 31622400000"
    })
    void takesSpans(String text, long millis) {
        assertThat(TimeSpan.of("--timeout", text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0s",
                "-1",
                "-1s",
                "1y",
                "s",
                "1h30",
                "1 s",
                "1..5s",
                "367d",
                "1e9",
                "NaN",
                "Infinity",
                "0x10",
                "١s",
                "99999999999999999999999999d",
                "1s\n"
            })
    void refusesOthers(String text) {
        assertThatThrownBy(() -> TimeSpan.of("--timeout", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--timeout: not a span of time: " + text);
    }

    @Test
    void aMomentIsATimeOrASpanBeforeNow() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(TimeSpan.before("--since", "10m", now)).isEqualTo("2026-01-31T11:50:00Z");
        assertThat(TimeSpan.before("--since", "2026-01-31T13:00:00+02:00", now)).isEqualTo("2026-01-31T11:00:00Z");
        assertThatThrownBy(() -> TimeSpan.before("--since", "yesterday", now))
                .hasMessage("--since: not a span of time: yesterday");
    }

    @Test
    void isTold() {
        assertThat(TimeSpan.text(Duration.ofMillis(1500))).isEqualTo("1500 ms");
        assertThat(TimeSpan.text(Duration.ofMinutes(2))).isEqualTo("120 s");
    }
}
