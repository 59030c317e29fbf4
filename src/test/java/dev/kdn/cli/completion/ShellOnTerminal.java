/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An interactive shell that knows kdn's completion script, on a pseudo terminal. A stub in the place of kdn writes
/// down
/// what it is called with.
final class ShellOnTerminal implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final String STUB = """
        #!/bin/sh
        { for word; do printf '[%s]' "$word"; done; echo; } >> "$HOME/asked"
        case $1 in __complete*) cat "$HOME/answer" && exit 0; echo "kdn failed" >&2; exit 70 ;; esac
        """;

    private final Process process;
    private final Path folder;

    private ShellOnTerminal(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// Starts the shell in the folder, which is its home, too.
    ///
    /// @param answer what kdn prints when it is asked for completions; null if it fails
    static ShellOnTerminal start(Shell shell, Path folder, @Nullable String answer) throws IOException {
        assumeThat(Tool.isThere(shell.word()))
                .as(shell.word() + " is installed")
                .isTrue();
        Path stub =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("kdn"), STUB);
        assertThat(stub.toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("asked"));
        if (answer != null) {
            Files.writeString(folder.resolve("answer"), answer);
        }
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", "exec " + command(shell, folder), "/dev/null");
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("ZDOTDIR", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "xterm");
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("shown").toFile());
        return new ShellOnTerminal(builder.directory(folder.toFile()).start(), folder);
    }

    private static String command(Shell shell, Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("script." + shell.word()), shell.script());
        return switch (shell) {
            case BASH -> "bash --noprofile --rcfile " + script + " -i";
            case FISH -> "fish --no-config --interactive --init-command 'source " + script + "'";
            case POWERSHELL -> throw new IllegalArgumentException("there is none to test with");
            case ZSH -> {
                // As a package would install it: found by its first line, in a folder of functions.
                Files.move(
                        script,
                        Files.createDirectory(folder.resolve("functions")).resolve("_kdn"));
                Files.writeString(folder.resolve(".zshrc"), """
                    fpath=(~/functions $fpath)
                    autoload -Uz compinit && compinit -D -u
                    """);
                yield "zsh -d -i";
            }
        };
    }

    /// Types the words and a tab, waits until kdn was asked, presses Enter.
    ///
    /// @return what kdn was called with in the end
    String complete(String typed) throws Exception {
        type(typed + "\t");
        awaitCalls(1);
        type("\n");
        awaitCalls(2);
        return calls().getLast();
    }

    /// What the terminal has shown so far.
    String shown() throws IOException {
        return new String(Files.readAllBytes(folder.resolve("shown")), StandardCharsets.UTF_8);
    }

    private void type(String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    private void awaitCalls(int number) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (calls().size() < number) {
            assertThat(process.isAlive()).as(shown()).isTrue();
            assertThat(System.nanoTime())
                    .as("%d calls of kdn: %s", number, shown())
                    .isLessThan(end);
            Thread.sleep(10); // between two looks at a condition, not instead of one
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
