/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> COMMANDS = List.of("start", "stop", "list", "remove", "rm");

    @ParameterizedTest
    @CsvSource({"strat, start", "stopp, stop", "LIST, list", "remvoe, remove", "lits, list"})
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, COMMANDS)).contains(meant);
    }

    @Test
    void proposesNothingForAnotherWord() {
        assertThat(NearestName.of("dashboard", COMMANDS)).isEmpty();
        assertThat(NearestName.of("x", COMMANDS)).isEmpty();
    }
}
