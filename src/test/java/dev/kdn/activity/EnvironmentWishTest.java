/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import dev.kdn.testing.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The script of the variables, run by a real shell.
class EnvironmentWishTest {
    @TempDir
    private Path folder;

    /// The variable, after a shell has run the script of the wish.
    private String value(EnvironmentWish wish, String name, Map<String, String> before) {
        String line = "eval \"$1\"; env -0 | tr '\\n\\0' '\\001\\n' | sed -n 's/^" + name + "=//p' | tr '\\001' '\\n'";
        Map<String, String> environment = new java.util.HashMap<>(before);
        environment.put("PATH", System.getenv("PATH"));
        String said = Program.of(List.of("sh", "-eu", "-c", line, "sh", wish.script()), environment, folder)
                .run()
                .exit(0)
                .stdout();
        return said.isEmpty() ? "" : said.substring(0, said.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "it's",
                "''",
                "\"double\"",
                "$HOME",
                "$(id)",
                "`id`",
                "a\\nb",
                "a\nb\n",
                "\n",
                "a=b",
                "ü€",
                "*",
                "; exit 1",
                "\t",
                "!x",
                "~",
                "#",
                "\\",
                "\\'",
                "&& false"
            })
    void valuesStayAsTheyAre(String value) {
        EnvironmentWish wish = new EnvironmentWish().set("NAME=" + value, Map.of());

        assertThat(value(wish, "NAME", Map.of("NAME", "before"))).isEqualTo(value);
    }

    @Test
    void aNameAloneTakesKdnsOwnValue() {
        EnvironmentWish wish =
                new EnvironmentWish().set("MINE", Map.of("MINE", "it's")).set("ABSENT", Map.of());

        assertThat(value(wish, "MINE", Map.of())).isEqualTo("it's");
        assertThat(value(wish, "ABSENT", Map.of("ABSENT", "kept"))).isEqualTo("kept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        P=/b   | /a | /a:/b
        P=/b   | `` | /b
        P=b:,  | a  | a,b
        P=b:;  | a  | a;b
        `P=b: `| a  | a b
        P=/x:/ | /a | /a:/x:/
        P=it's | $a | $a:it's
        P=     | a  | a:
        P=a:b  | c  | c:a:b
        """)
    void appendsWithAMarkBetween(String assignment, String before, String after) {
        Map<String, String> environment = before.isEmpty() ? Map.of() : Map.of("P", before);

        assertThat(value(new EnvironmentWish().append(assignment), "P", environment))
                .isEqualTo(after);
    }

    @Test
    void theLastOneHolds() {
        EnvironmentWish wish = new EnvironmentWish()
                .lines("file", List.of("# comment", "", "  A=file", "B=of=file"), Map.of())
                .set("A=line", Map.of())
                .append("A=more");

        assertThat(value(wish, "A", Map.of())).isEqualTo("line:more");
        assertThat(value(wish, "B", Map.of())).isEqualTo("of=file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A=hunter2", "=hunter2", "A B=hunter2", "Ä=hunter2", "A-B=hunter2", "$(x)=hunter2"})
    void messagesNameTheVariableNotTheValue(String assignment) {
        String name = assignment.substring(0, assignment.indexOf('='));

        assertThatThrownBy(() -> new EnvironmentWish().set(assignment, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new EnvironmentWish().append(assignment)).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new EnvironmentWish().lines("my.env", List.of("OK=1", assignment), Map.of()))
                .hasMessage("my.env, line 2: not the name of a variable");
    }

    @Test
    void aSecretOfSeveralLinesIsNotShown() {
        List<String> lines = List.of("KEY=-----BEGIN-----", "hunter2/hunter2+hunter2==", "hunter2hunter2+");

        assertThatThrownBy(() -> new EnvironmentWish().lines("my.env", lines, Map.of()))
                .hasMessage("my.env, line 2: not the name of a variable\nmy.env, line 3: not the name of a variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UID", "EUID", "PPID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO"})
    void whatSomeShellsDoNotLetBeSetIsRefused(String name) {
        assertThatThrownBy(() -> new EnvironmentWish().set(name + "=1", Map.of()))
                .hasMessageContaining("variable " + name + " belongs to shells");
    }

    @Test
    void kdnsOwnVariablesAndWhatCannotBeOneAreRefused() {
        assertThatThrownBy(() -> new EnvironmentWish().set("KDN_ACTIVITY_TOKEN=x", Map.of()))
                .hasMessageContaining("KDN_ACTIVITY_TOKEN is kdn's own");
        assertThatThrownBy(() -> new EnvironmentWish().set("A=a\0b", Map.of())).hasMessageContaining("zero byte");
        assertThatThrownBy(() -> new EnvironmentWish().append("A")).hasMessageContaining("no value to append to A");
        EnvironmentWish wide = new EnvironmentWish().set("A=" + "\u4e2d".repeat(50_000), Map.of());
        assertThatThrownBy(wide::script).hasMessageContaining("150");
        EnvironmentWish large = new EnvironmentWish().set("A=" + "x".repeat(130_000), Map.of());
        assertThatThrownBy(large::script).hasMessageContaining("too long").hasMessageNotContaining("xxx");
    }
}
