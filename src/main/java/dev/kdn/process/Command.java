/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of an external program: an argument list, never a shell line.
///
/// @param argv program (a name on PATH or an absolute path) and arguments
/// @param directory working directory; empty means kdn's own
/// @param environment variables added to, or replacing those of, kdn's own environment
/// @param limit the program and all its children are ended after this time
/// @param maxOutputBytes how much of stdout, and of stderr, is kept; the rest is read and dropped
public record Command(
        List<String> argv,
        Optional<Path> directory,
        Map<String, String> environment,
        Duration limit,
        int maxOutputBytes) {
    public static final int DEFAULT_MAX_OUTPUT_BYTES = 1 << 20;

    public Command {
        if (argv.isEmpty() || argv.getFirst().isBlank()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /// A call in kdn's own directory and environment.
    public static Command of(List<String> argv, Duration limit) {
        return new Command(argv, Optional.empty(), Map.of(), limit, DEFAULT_MAX_OUTPUT_BYTES);
    }

    public Command in(Path newDirectory) {
        return new Command(argv, Optional.of(newDirectory), environment, limit, maxOutputBytes);
    }

    public Command withEnvironment(Map<String, String> newEnvironment) {
        return new Command(argv, directory, newEnvironment, limit, maxOutputBytes);
    }

    public Command withMaxOutputBytes(int bytes) {
        return new Command(argv, directory, environment, limit, bytes);
    }

    /// The program's name without its folder, for messages.
    public String program() {
        String first = argv.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }
}
