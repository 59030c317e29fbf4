/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void runsOnJdk25() {
        assertThat(Runtime.version().feature()).isEqualTo(25);
    }
}
