/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Types into the real shells on a terminal, tab key included, and looks at the command line that they run in the end.
class TypingTest {
    /// Typed, kdn's answer with blanks for line ends and `_` for blanks, and the words that kdn gets at last.
    private static final String CASES = """
        kdn start sh                   | shop :4        | [start][shop]
        kdn start "my                  | my_api :4      | [start][my api]
        kdn start 'my                  | my_api :4      | [start][my api]
        kdn start "my                  | my"$_api :4    | [start][my"$ api]
        kdn start my                   | my_api :4      | [start][my api]
        kdn start my\\ a                | my_api :4      | [start][my api]
        kdn start gr                   | grün :4        | [start][grün]
        kdn start old                  | old:one :4     | [start][old:one]
        kdn start old:                 | old:one :4     | [start][old:one]
        kdn start -- sh                | shop :4        | [start][--][shop]
        kdn list --out                 | --output :4    | [list][--output]
        kdn list --output=             | json :4        | [list][--output=json]
        kdn list -p ht                 | http://a/b :4  | [list][-p][http://a/b]
        kdn list --project=ht          | http://a/b :4  | [list][--project=http://a/b]
        kdn list --project=http://a    | http://a/b :4  | [list][--project=http://a/b]
        kdn list --project=my          | my_api :4      | [list][--project=my api]
        kdn init dir                   | :16            | [init][dir öne/]
        kdn init ~/dir                 | :16            | [init][HOME/dir öne/]
        kdn list --storage dir         | :16            | [list][--storage][dir öne/]
        kdn list --storage=dir         | :16            | [list][--storage=dir öne/]
        kdn terminal a -- cat fi       | :0             | [terminal][a][--][cat][file one]
        kdn terminal a -- cat fi       | :16            | [terminal][a][--][cat][fi]
        kdn start sh                   | :1             | [start][sh]
        kdn start fi                   | :4             | [start][fi]
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectory(folder.resolve("dir öne"));
        Files.createFile(folder.resolve("file one"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CASES)
    void bash(String typed, String answer, String words) throws Exception {
        check(Shell.BASH, typed, answer, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CASES)
    void fish(String typed, String answer, String words) throws Exception {
        check(Shell.FISH, typed, answer, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CASES)
    void zsh(String typed, String answer, String words) throws Exception {
        check(Shell.ZSH, typed, answer, words.replace("/]", "]")); // zsh takes the last slash away at Enter
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POWERSHELL")
    void staysSilentWhenKdnFails(Shell shell) throws Exception {
        try (ShellOnTerminal terminal = ShellOnTerminal.start(shell, folder, null)) {
            assertThat(terminal.complete("kdn start sh")).isEqualTo("[start][sh]");

            assertThat(terminal.shown()).doesNotContain("kdn failed");
        }
    }

    private void check(Shell shell, String typed, String answer, String words) throws Exception {
        String lines = answer.replace(' ', '\n').replace('_', ' ') + "\n";
        try (ShellOnTerminal terminal = ShellOnTerminal.start(shell, folder, lines)) {
            assertThat(terminal.complete(typed)).isEqualTo(words.replace("HOME", folder.toString()));
        }
    }
}
