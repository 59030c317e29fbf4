/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "web-1", "a_b", "x--", "abcdefghijabcdefghijabcdefghijabcdefghij"})
    void takesNames(String name) {
        assertThat(ActivityName.checked(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "a:b",
                "a|b",
                "A",
                "-a",
                "_a",
                "a b",
                "a\n",
                "ä",
                "a/b",
                "$(x)",
                "abcdefghijabcdefghijabcdefghijabcdefghijk"
            })
    void refusesOthers(String name) {
        assertThatThrownBy(() -> ActivityName.checked(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("not a name for an activity: " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/Python3.11, python3-11",
        "./--weird--name!!, weird-name",
        "ls, ls",
        "'', process",
        "ÄÖ, process",
        "/, process",
        "abcdefghijabcdefghijabcdefghijabcdefghi.k, abcdefghijabcdefghijabcdefghijabcdefghi"
    })
    void makesOneOfAProgram(String program, String name) {
        assertThat(ActivityName.checked(ActivityName.of(program, Set.of()))).isEqualTo(name);
    }

    @Test
    void countsThoseThatAreTaken() {
        String longest = "abcdefghijabcdefghijabcdefghijabcdefghij";
        Set<String> taken = new HashSet<>(Set.of("sh", "sh-2", longest));

        assertThat(ActivityName.of("sh", taken)).isEqualTo("sh-3");
        assertThat(ActivityName.checked(ActivityName.of(longest, taken)))
                .isEqualTo("abcdefghijabcdefghijabcdefghijabcdefgh-2");
    }
}
