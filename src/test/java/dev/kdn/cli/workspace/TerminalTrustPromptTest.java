/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.output.StandardError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTrustPromptTest {
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @Test
    void listsTheWishesAndTakesYes() {
        assertThat(answer("y\n", true)).isTrue();
        assertThat(stderr)
                .hasToString("The project's own configuration asks for:\n  - mount /etc?\nAllow this? [y/N] ");
    }

    @Test
    void takesEverythingElseForNo() {
        assertThat(answer("YES\n", true)).isTrue();
        assertThat(answer("\n", true)).isFalse();
        assertThat(answer("", true)).isFalse();
        assertThat(answer("yep\n", true)).isFalse();
    }

    @Test
    void doesNotAskWhenNobodyIsThere() {
        assertThat(answer("y\n", false)).isFalse();
        assertThat(stderr).hasToString("");
    }

    private boolean answer(String typed, boolean interactive) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        return new TerminalTrustPrompt(in, new StandardError(stderr), interactive).accepts(List.of("mount /etc\n"));
    }
}
