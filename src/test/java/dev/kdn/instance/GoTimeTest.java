/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "2026-01-15T10:00:00Z",
                "2026-05-24T18:20:11.123456789+02:00",
                "2026-05-24T18:20:11.1-03:30",
                "2024-02-29T23:59:59.000000001+14:00",
                "9999-12-31T23:59:59.999999999-12:00"
            })
    void writesWhatItReads(String text) {
        assertThat(GoTime.format(GoTime.parse(text))).isEqualTo(text);
    }

    @Test
    void writesNoOffsetAndNoTrailingZeros() {
        assertThat(GoTime.format(GoTime.parse("2026-01-15T10:00:00.120000000+00:00")))
                .isEqualTo("2026-01-15T10:00:00.12Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "2026-01-15",
                "2026-01-15T10:00Z",
                "2026-01-15T10:00:00",
                "2026-01-15t10:00:00Z",
                "2026-01-15T10:00:00z",
                "2026-01-15 10:00:00Z",
                "2026-01-15T10:00:00.Z",
                "2026-01-15T10:00:00,5Z",
                "2026-01-15T10:00:00.1234567890Z",
                "2026-01-15T10:00:00+0200",
                "2026-01-15T10:00:00+24:00",
                "2026-01-15T10:00:00+02:60",
                "2026-13-15T10:00:00Z",
                "2026-02-30T10:00:00Z",
                "2026-01-15T24:00:00Z",
                "2026-01-15T10:00:60Z",
                "2026-01-15T1:00:00Z",
                "26-01-15T10:00:00Z",
                "2026-01-15T10:00:00Zx",
                "+026-01-15T10:00:00Z",
                "２026-01-15T10:00:00Z"
            })
    void refusesWhatGoRefuses(String text) {
        assertThatThrownBy(() -> GoTime.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void keepsTheInstantOfOffsetsThatJavaCannotSay() {
        assertThat(GoTime.parse("2026-01-15T10:00:00+23:00"))
                .isEqualTo(OffsetDateTime.of(2026, 1, 14, 11, 0, 0, 0, ZoneOffset.UTC));
    }

    @Test
    void knowsTheZeroTimeInAnyOffset() {
        assertThat(GoTime.isZero(GoTime.parse("0001-01-01T00:00:00Z"))).isTrue();
        assertThat(GoTime.isZero(GoTime.parse("0001-01-01T02:00:00+02:00"))).isTrue();
        assertThat(GoTime.isZero(GoTime.parse("0001-01-01T00:00:00.000000001Z")))
                .isFalse();
        assertThat(GoTime.isZero(GoTime.parse("2026-01-15T10:00:00Z"))).isFalse();
    }
}
