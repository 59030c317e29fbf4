/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a command sees of the world around the process; the only way to it.
///
/// @param home empty when it cannot be told
/// @param in raw standard input
/// @param out raw standard output, so that failed writes are seen
/// @param err raw standard error
public record Surroundings(
        Map<String, String> environment,
        Path workingFolder,
        Optional<Path> home,
        Terminals terminals,
        InstantSource clock,
        InputStream in,
        OutputStream out,
        OutputStream err) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// Which of the standard streams are terminals.
    public record Terminals(boolean in, boolean out, boolean err) {
        /// From one digit for each stream, such as `101`, as the launcher gives them; 1 means a terminal.
        public static Terminals parse(String digits) {
            return new Terminals(isOne(digits, 0), isOne(digits, 1), isOne(digits, 2));
        }

        private static boolean isOne(String digits, int index) {
            return digits.length() > index && digits.charAt(index) == '1';
        }
    }

    /// Whether questions can be asked and seen: a person is at both ends, and no CI says otherwise.
    public boolean isInteractive() {
        return terminals.in() && terminals.err() && !isTruthy("CI");
    }

    /// Whether a stream may carry colours.
    ///
    /// @param terminal whether the stream is a terminal
    public boolean allowsColor(boolean terminal) {
        return terminal
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").orElse("").equals("dumb");
    }

    /// The value of an environment variable; one that is set but empty counts as absent.
    public Optional<String> variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// The path that the user wrote, absolute.
    ///
    /// @throws InvalidInputException if the text cannot be a path
    public Path path(String text) {
        try {
            return workingFolder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidInputException("invalid path: " + text, null, e);
        }
    }

    /// Whether the variable says yes: `1`, `true` or `yes` in any case.
    public boolean isTruthy(String name) {
        return switch (variable(name).orElse("").toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            default -> false;
        };
    }
}
