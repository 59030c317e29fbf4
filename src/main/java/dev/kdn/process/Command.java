/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One call of an external program: an argument list, never a shell line.
///
/// @param argv program (a name on PATH or an absolute path) and arguments
/// @param directory working directory; empty means kdn's own
/// @param environment variables added to, or replacing those of, kdn's own environment
/// @param removedEnvironment names of variables that the program must not see
/// @param limit the program and all its children are ended after this time
/// @param maxOutputBytes how much of stdout, and of stderr, is kept: its first and its last half; the rest is read and
///     dropped, and a line in its place tells how much that was
/// @param input what the program reads from its standard input, a few lines at most; empty means nothing
/// @param question whether the program changes nothing, so that it does no harm if it outlives kdn
public record Command(
        List<String> argv,
        Optional<Path> directory,
        Map<String, String> environment,
        Set<String> removedEnvironment,
        Duration limit,
        int maxOutputBytes,
        String input,
        boolean question) {
    public static final int DEFAULT_MAX_OUTPUT_BYTES = 1 << 20;

    // Words after which engines and git expect another word, as in "podman container inspect".
    private static final Set<String> GROUPS =
            Set.of("container", "context", "image", "machine", "network", "pod", "remote", "system", "volume");

    public Command {
        if (argv.isEmpty() || argv.getFirst().isBlank()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        removedEnvironment = Set.copyOf(removedEnvironment);
    }

    /// A call in kdn's own directory and environment.
    public static Command of(List<String> argv, Duration limit) {
        return new Command(argv, Optional.empty(), Map.of(), Set.of(), limit, DEFAULT_MAX_OUTPUT_BYTES, "", false);
    }

    public Command in(Path newDirectory) {
        return new Command(
                argv,
                Optional.of(newDirectory),
                environment,
                removedEnvironment,
                limit,
                maxOutputBytes,
                input,
                question);
    }

    public Command withEnvironment(Map<String, String> newEnvironment) {
        return new Command(argv, directory, newEnvironment, removedEnvironment, limit, maxOutputBytes, input, question);
    }

    public Command withoutEnvironment(Set<String> names) {
        return new Command(argv, directory, environment, names, limit, maxOutputBytes, input, question);
    }

    public Command withMaxOutputBytes(int bytes) {
        return new Command(argv, directory, environment, removedEnvironment, limit, bytes, input, question);
    }

    public Command withInput(String text) {
        return new Command(argv, directory, environment, removedEnvironment, limit, maxOutputBytes, text, question);
    }

    /// The same call, of a program that changes nothing.
    public Command asQuestion() {
        return new Command(argv, directory, environment, removedEnvironment, limit, maxOutputBytes, input, true);
    }

    /// The program's name without its folder, for messages.
    public String program() {
        String first = argv.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    /// The program and its subcommand, for messages: `podman build`, `podman container inspect`. No other argument,
    /// since those may be long or secret.
    public String title() {
        String title = program();
        for (int i = 1; i < argv.size() && isWord(argv.get(i)); i++) {
            title += " " + argv.get(i);
            if (!GROUPS.contains(argv.get(i))) {
                break;
            }
        }
        return title;
    }

    private static boolean isWord(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !argument.isEmpty();
    }
}
