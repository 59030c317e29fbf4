/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningTimeTest {
    @ParameterizedTest
    @CsvSource({
        "-5, for 0s",
        "59, for 59s",
        "60, for 1min",
        "3599, for 59min",
        "3600, for 1:00h",
        "11100, for 3:05h",
        "86399, for 23:59h",
        "86400, for 1d 0h",
        "183600, for 2d 3h"
    })
    void saysHowLong(long seconds, String text) {
        assertThat(RunningTime.text(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
