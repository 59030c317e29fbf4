/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.CancelledException;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final List<String> built = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();
    private final StandardOutput out = new StandardOutput(stdout);

    @Test
    void buildsOnlyTheCommandThatIsNamed() {
        run(new VersionCommand(out, () -> "1"), "--storage", "/x", "version");

        assertThat(built).containsExactly("version");
        assertThat(stdout).hasToString("kdn version 1\n");
    }

    @Test
    void buildsNoneForTheHelpOfAGroup() {
        run(new VersionCommand(out, () -> "1"), "workspace");

        assertThat(built).isEmpty();
    }

    @Test
    void findsCommandsByAliasAndInGroups() {
        run(new VersionCommand(out, () -> "1"), "workspace", "--debug", "rm");
        run(new VersionCommand(out, () -> "1"), "ls");

        assertThat(built).containsExactly("workspace remove", "workspace list");
    }

    @Test
    void tellsABugInOneLineAndTheStackTraceOnRequest() {
        int code = run(new Failing(new IllegalStateException("two\nlines")), "version");

        assertThat(code).isEqualTo(70);
        assertThat(stderr).hasToString("""
            Error: kdn has a bug: java.lang.IllegalStateException: two
            lines
            run the same command with --debug and report what it prints
            """);
        run(new Failing(new IllegalStateException("x")), "version", "--debug");
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains("\tat dev.kdn.cli.DispatcherTest");
    }

    @Test
    void survivesAnError() {
        assertThat(run(new Failing(new OutOfMemoryError("Java heap space")), "version"))
                .isEqualTo(70);
    }

    @Test
    void exitsWithTheNumberOfTheSignal() {
        assertThat(run(new Failing(new CancelledException("cancelled")), "version"))
                .isEqualTo(128 + 15);
        assertThat(watched).containsExactly("signals");
    }

    private int run(CliCommand command, String... words) {
        GlobalOptions globals = new GlobalOptions();
        ErrorHandler errors = new ErrorHandler(out, new StandardError(stderr), globals, () -> 15);
        CommandFactory factory = key -> {
            built.add(key);
            return command;
        };
        return new Dispatcher(globals, factory, out, errors, () -> watched.add("signals")).run(words);
    }

    private static final class Failing implements CliCommand {
        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public void describe(Syntax syntax) {}

        @Override
        public boolean undoesWhenCancelled() {
            return true;
        }

        @Override
        public int run() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
