/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.cli.workspace.Menu.Item;
import dev.kdn.error.InputNeededException;
import dev.kdn.output.StandardError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MenuTest {
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @Test
    void takesTheFirstOnEnter() {
        assertThat(pick("\n")).isEqualTo("claude");
        assertThat(stderr).hasToString("""
            Choose the agent of the workspace:
              1) claude  Claude Code
              2) shell   A plain shell
            Number or name [1]:\
            """ + " ");
    }

    @ParameterizedTest
    @CsvSource({"1, claude", "2, shell", " 2 , shell", "shell, shell"})
    void takesNumbersAndNames(String typed, String picked) {
        assertThat(pick(typed + "\n")).isEqualTo(picked);
    }

    @Test
    void takesAnAnswerThatEndOfInputEnds() {
        assertThat(pick("2")).isEqualTo("shell");
    }

    @Test
    void asksAgainThreeTimes() {
        assertThat(pick("0\n3\nbash\u0007\nshell\n")).isEqualTo("shell");
        assertThat(stderr.toString(StandardCharsets.UTF_8))
                .contains("There is no agent \"0\" to choose\nNumber", "no agent \"3\"", "no agent \"bash?\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9\n", "9\n9\n9\n9\n1\n"})
    void givesUpWithoutAnAnswer(String typed) {
        assertThatThrownBy(() -> pick(typed))
                .isInstanceOfSatisfying(
                        InputNeededException.class, e -> assertThat(e.hint()).contains("use --agent"))
                .hasMessage("no agent was chosen");
        assertThat(stderr.toString(StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void takesTheRestOfALongLineForNoAnswer() {
        assertThat(pick("x".repeat(5000) + "\n2\n")).isEqualTo("shell");
        assertThat(stderr.toString(StandardCharsets.UTF_8).split("Number or name", -1))
                .hasSize(3);
    }

    private String pick(String typed) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        StandardError err = new StandardError(stderr);
        List<Item> items = List.of(new Item("claude", "Claude Code"), new Item("shell", "A plain shell"));
        return new Menu(new Question(in, err, true, Supplier::get), err).pick("agent", items, "use --agent");
    }
}
