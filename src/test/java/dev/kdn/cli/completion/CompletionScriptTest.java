/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Drives the scripts in the real shells, with a stub in the place of kdn that writes down what it was asked.
class CompletionScriptTest {
    private static final String STUB = """
        #!/bin/sh
        for word; do printf '[%s]' "$word"; done >> "$ASKED"
        cat "$ANSWER"
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStub() throws IOException {
        Path stub = Files.writeString(folder.resolve("kdn"), STUB);
        assertThat(stub.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        kdn st                  | [st]                            | start stop json
        kdn start               | [start]                         | start stop json
        ` kdn start `           | [start][]                       | start stop json shop
        kdn list --output=j     | [list][--output=j]              | start json
        kdn list --output=      | [list][--output=]               | json
        kdn list --output j     | [list][--output][j]             | start json
        kdn --storage "/a" st   | [--storage][/a][st]             | stop start
        kdn list --project http://a | [list][--project][http://a] | http://a/b http://c
        """)
    void completesInBash(String line, String asked, String answer) throws Exception {
        assumeThat(Tool.isThere("bash")).isTrue();
        Files.writeString(folder.resolve("answer"), answer.replace(' ', '\n') + "\n:4\n");

        String completed = bash(line.startsWith(" ") ? line.substring(1) : line);

        assertThat(Files.readString(folder.resolve("asked"))).isEqualTo("[__completeNoDesc]" + asked);
        String[] words = line.split("[ =:]", -1);
        String last = words[words.length - 1];
        assertThat(completed.lines()).allMatch(word -> word.startsWith(last)).isNotEmpty();
    }

    @Test
    void completesNothingWhereKdnProposesNothing() throws Exception {
        assumeThat(Tool.isThere("bash")).isTrue();
        Files.writeString(folder.resolve("answer"), ":4\n");

        assertThat(bash("kdn start x")).isEmpty();
    }

    @Test
    void completesInZsh() throws Exception {
        assumeThat(Tool.isThere("zsh")).isTrue();
        Files.writeString(folder.resolve("answer"), "shop\thttps://a/b\nold:one\tx\n:4\n");

        String script = """
            autoload -Uz compinit && compinit -D -u
            source %s
            print -r -- "bound: ${_comps[kdn]}"
            _describe() { print -rl -- "${(P@)4}"; }
            words=(kdn start "") CURRENT=3 PREFIX=""
            _kdn
            """.formatted(script(Shell.ZSH));

        assertThat(run("zsh", "-f", "-c", script)).isEqualTo("bound: _kdn\nshop:https://a/b\nold\\:one:x\n");
        assertThat(Files.readString(folder.resolve("asked"))).isEqualTo("[__complete][start][]");
    }

    /// Calls the function as bash does: words split at its word breaks, the cursor at the end.
    private String bash(String line) throws Exception {
        return run("bash", "--norc", "-c", """
            source %s
            COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=() rest=$1
            while [[ -n $rest ]]; do
                case $rest in
                [[:space:]]*) rest=${rest#?} ;;
                [=:]*) COMP_WORDS+=("${rest:0:1}"); rest=${rest#?} ;;
                *) word=${rest%%%%[[:space:]=:]*}; COMP_WORDS+=("$word"); rest=${rest#"$word"} ;;
                esac
            done
            [[ $1 == *[[:space:]] ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _kdn
            printf '%%s\\n' "${COMPREPLY[@]+"${COMPREPLY[@]}"}" | grep . || true
            """.formatted(script(Shell.BASH)), "bash", line);
    }

    private Path script(Shell shell) throws IOException {
        return Files.writeString(folder.resolve(shell.word()), shell.script());
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder + ":" + System.getenv("PATH"),
                        "ASKED", folder.resolve("asked").toString(),
                        "ANSWER", folder.resolve("answer").toString()));
        Process process = builder.redirectInput(Path.of("/dev/null").toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
