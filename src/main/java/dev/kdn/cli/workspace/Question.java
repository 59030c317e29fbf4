/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.output.StandardError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Asks on standard error and reads one line from standard input.
public final class Question {
    private static final int LONGEST_ANSWER = 100;

    private final InputStream in;
    private final StandardError err;
    private final boolean interactive;
    private final Function<Supplier<String>, String> wait;

    /// A question for one process.
    ///
    /// @param interactive whether there is somebody to ask; if not, nothing is written
    /// @param wait runs the reading of the answer so that a signal can end it
    public Question(InputStream in, StandardError err, boolean interactive, Function<Supplier<String>, String> wait) {
        this.in = in;
        this.err = err;
        this.interactive = interactive;
        this.wait = wait;
    }

    /// Whether the answer is yes; everything but `y` and `yes` is no. Empty if there is nobody to ask.
    ///
    /// @param text ends with the question itself, without a blank
    Optional<Boolean> ask(String text) {
        if (!interactive) {
            return Optional.empty();
        }
        return switch (line(text + " [y/N] ").orElse("").toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Optional.of(true);
            default -> Optional.of(false);
        };
    }

    /// Whether there is somebody to ask.
    boolean isInteractive() {
        return interactive;
    }

    /// What is typed, without blanks around it; empty at the end of input. To be asked for only if there is somebody.
    ///
    /// @param prompt written as it is
    Optional<String> line(String prompt) {
        err.write(prompt);
        return Optional.of(wait.apply(this::answer))
                .filter(answer -> !answer.isEmpty())
                .map(String::strip);
    }

    /// With its line end, if it has one; nothing at all at the end of input.
    private String answer() {
        StringBuilder answer = new StringBuilder();
        try {
            int character = in.read();
            while (character >= 0 && character != '\n') {
                if (answer.length() < LONGEST_ANSWER) { // the rest answers no other question
                    answer.append((char) character);
                }
                character = in.read();
            }
            if (character < 0) {
                err.write("\n"); // nobody has pressed Enter
            } else {
                answer.append('\n');
            }
        } catch (IOException unreadable) {
            return "";
        }
        return answer.toString();
    }
}
