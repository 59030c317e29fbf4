/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 0 B",
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "1049, 1 kB",
        "1050, 1.1 kB",
        "99949, 99.9 kB",
        "99951, 100 kB",
        "999499, 999 kB",
        "999500, 1 MB",
        "189520851, 190 MB",
        "2100000000, 2.1 GB",
        "9223372036854775807, 9223372 TB"
    })
    void saysHowMuch(long bytes, String text) {
        assertThat(ByteSize.text(bytes)).isEqualTo(text);
    }
}
