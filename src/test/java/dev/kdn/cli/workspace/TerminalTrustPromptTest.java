/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.instance.TrustPrompt.Answer;
import dev.kdn.output.StandardError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TerminalTrustPromptTest {
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @Test
    void listsTheWishesAndTakesYes() {
        assertThat(answer("y\n", true)).isEqualTo(Answer.YES);
        assertThat(stderr)
                .hasToString("The project's own configuration asks for:\n  - mount /etc?\nAllow this? [y/N] ");
    }

    @Test
    void takesEverythingElseForNo() {
        assertThat(answer("YES\n", true)).isEqualTo(Answer.YES);
        assertThat(answer("\n", true)).isEqualTo(Answer.NO);
        assertThat(answer("yep\n", true)).isEqualTo(Answer.NO);
    }

    @Test
    void endsTheLineThatEndOfInputLeftOpen() {
        assertThat(answer("", true)).isEqualTo(Answer.NO);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).endsWith("[y/N] \n");
    }

    @Test
    void doesNotAskWhenNobodyIsThere() {
        assertThat(answer("y\n", false)).isEqualTo(Answer.NOBODY_THERE);
        assertThat(stderr).hasToString("");
    }

    private Answer answer(String typed, boolean interactive) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        Question question = new Question(in, new StandardError(stderr), interactive, Supplier::get);
        return new TerminalTrustPrompt(question).ask(List.of("mount /etc\n"));
    }
}
