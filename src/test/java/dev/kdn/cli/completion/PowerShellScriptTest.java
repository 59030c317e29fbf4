/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/// Looks at the text of the script only: there is no PowerShell to run it with. See docs/how-to/shell-completion.md.
class PowerShellScriptTest {
    private final String script = Shell.POWERSHELL.script();

    @Test
    void registersForKdnAndAsksIt() {
        assertThat(script)
                .contains("Register-ArgumentCompleter -Native -CommandName 'kdn' -ScriptBlock {")
                .contains("@(& $program __complete @asked 2> $null)")
                .contains("':0'", "':16'", "CompletionCompleters]::CompleteFilename(");
    }

    @Test
    void readsTheSameWithEveryCharacterSet() {
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(script)).isTrue();
    }

    @Test
    void closesWhatItOpens() {
        Deque<Character> open = new ArrayDeque<>();
        char quote = 0;
        boolean comment = false;
        for (int i = 0; i < script.length(); i++) {
            char character = script.charAt(i);
            comment = character != '\n' && (comment || (quote == 0 && character == '#'));
            if (comment) {
                continue;
            }
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
                continue;
            }
            switch (character) {
                case '\'', '"' -> quote = character;
                case '(', '[', '{' -> open.push(character);
                case ')', ']', '}' -> assertThat(open.poll() + "" + character).isIn("()", "[]", "{}");
                default -> {}
            }
        }

        assertThat(quote).isEqualTo((char) 0);
        assertThat(open).isEmpty();
    }
}
