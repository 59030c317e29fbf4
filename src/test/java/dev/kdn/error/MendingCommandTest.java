/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MendingCommandTest {
    @Test
    void leavesPlainWordsAlone() {
        assertThat(MendingCommand.of("kdn", "init", "--name", "a.b_c-1", "/home/ann/çafé"))
                .isEqualTo("kdn init --name a.b_c-1 /home/ann/çafé");
    }

    @Test
    void quotesWhatAShellWouldChange() {
        assertThat(MendingCommand.of("kdn", "init", "/a b", "it's", "", "$HOME"))
                .isEqualTo("kdn init '/a b' 'it'\\''s' '' '$HOME'");
    }
}
