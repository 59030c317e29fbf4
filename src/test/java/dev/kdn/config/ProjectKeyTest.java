/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectKeyTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/u/r/, github.com/u/r",
        "https://github.com/u/r.git, github.com/u/r",
        "https://GitHub.com:443/u/R/, github.com/u/R",
        "https://user:tok@host.test/r, host.test/r",
        "http://host.test:8080/r, host.test:8080/r",
        "git@github.com:u/r/, github.com/u/r",
        "git@github.com:u/r/pkg/x, github.com/u/r/pkg/x",
        "ssh://git@github.com:22/u/r, github.com/u/r",
        "github.com/u/r, github.com/u/r",
        "/home/ann/shop/, /home/ann/shop",
        "/home/ann//shop.git, /home/ann/shop",
        "shop, shop"
    })
    void knowsTheManySpellingsOfOne(String spelling, String canonical) {
        assertThat(ProjectKey.canonical(spelling)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/u/r/, https://github.com/u/r/, true",
        "https://github.com/u/r/, git@github.com:u/r/, true",
        "github.com/u/r, https://github.com/u/r/pkg/x, true",
        "github.com/u, https://github.com/u/r/, true",
        "github.com/u, https://github.com/u2/r/, false",
        "github.com, https://github.com/u/r/, false",
        "https://github.com/u/r/pkg, https://github.com/u/r/, false",
        "/home/ann, /home/ann/shop, true",
        "/home/ann, /home/anna, false",
        "/, /home, false",
        "u, u/r, false",
        "shop, shop, true"
    })
    void coversWhatIsBelow(String key, String project, boolean covers) {
        assertThat(ProjectKey.covers(key, project)).isEqualTo(covers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "u/r", "github.com", "/"})
    void knowsKeysThatOnlyTheirOwnTextMatches(String key) {
        assertThat(ProjectKey.canMatch(key)).isFalse();
    }
}
