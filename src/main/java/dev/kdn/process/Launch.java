/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts programs with the environment of the user.
final class Launch {
    private static final File NOTHING = new File("/dev/null");

    private final Map<String, String> environment;
    private final Programs programs;

    Launch(Map<String, String> environment) {
        this.environment = environment;
        this.programs = new Programs(environment);
    }

    /// Starts the program without input, its output to be read, in a process group of its own if the system has
    /// `setsid` (Linux; macOS has none).
    Child captured(Command command) {
        Optional<Path> setsid = programs.find("setsid");
        ProcessBuilder builder = builder(command, setsid);
        builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        // A child of a JVM never leads a group, so setsid(1) execs in place: its pid is the program's and the group's.
        return new Child(start(command, builder), setsid.isPresent());
    }

    /// Starts the program with kdn's own stdin, stdout and stderr, in kdn's own process group.
    Process attached(Command command) {
        return start(command, builder(command, Optional.empty()).inheritIO());
    }

    private ProcessBuilder builder(Command command, Optional<Path> setsid) {
        List<String> argv = new ArrayList<>(command.argv().size() + 1);
        setsid.ifPresent(program -> argv.add(program.toString()));
        argv.add(programs.require(command.argv().getFirst()).toString());
        argv.addAll(command.argv().subList(1, command.argv().size()));
        ProcessBuilder builder = new ProcessBuilder(argv);
        command.directory().ifPresent(folder -> builder.directory(folder.toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(ChildEnvironment.of(environment));
        variables.keySet().removeAll(command.removedEnvironment());
        variables.putAll(command.environment());
        return builder;
    }

    private static Process start(Command command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            String folder = command.directory()
                    .filter(wanted -> !Files.isDirectory(wanted))
                    .map(missing -> "no such folder: " + missing)
                    .orElse(String.valueOf(e.getMessage()));
            throw new UnavailableException("cannot run " + command.title() + ": " + folder, null, e);
        }
    }
}
