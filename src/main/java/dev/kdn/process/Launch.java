/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.StorageException;
import dev.kdn.error.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts programs with the environment of the user.
final class Launch {
    private static final File NOTHING = new File("/dev/null");

    // Of three bytes each at most; the smallest pipes hold 16 KiB.
    private static final int PIPE_CHARACTERS = 5000;

    // What is to be recorded waits for a line on its standard input: were kdn killed between the start of a program and
    // the record of it, nobody would know of the program. At the end of the input it does nothing.
    private static final List<String> WAITING =
            List.of("/bin/sh", "-c", "read -r go && exec \"$@\" </dev/null", "/bin/sh");
    private static final List<String> WAITING_WITH_INPUT =
            List.of("/bin/sh", "-c", "read -r go && exec \"$@\"", "/bin/sh");

    private final Map<String, String> environment;
    private final Programs programs;
    private final ChildJournal journal;

    Launch(Map<String, String> environment, ChildJournal journal) {
        this.environment = environment;
        this.programs = new Programs(environment);
        this.journal = journal;
    }

    /// Starts the program with the input of the command, its output to be read, in a process group of its own if the
    /// system has
    /// `setsid` (Linux; macOS has none).
    Child captured(Command command) {
        Optional<Path> setsid = programs.find("setsid");
        List<String> wrapper = new ArrayList<>();
        setsid.ifPresent(program -> wrapper.add(program.toString()));
        boolean recorded = journal.isOpen() && !command.question();
        boolean reads = !command.input().isEmpty();
        if (recorded) {
            wrapper.addAll(reads ? WAITING_WITH_INPUT : WAITING);
        }
        ProcessBuilder builder = builder(command, wrapper);
        builder.redirectInput(recorded || reads ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(NOTHING));
        // A child of a JVM never leads a group, so setsid(1) execs in place: its pid is the program's and the group's.
        Child child = new Child(start(command, builder), setsid.isPresent());
        if (recorded) {
            record(child, command.input());
        } else if (reads) {
            write(child, command.input());
        }
        return child;
    }

    /// As [#captured(Command)], but with an input to be written, and never recorded.
    Child piped(Command command) {
        Optional<Path> setsid = programs.find("setsid");
        List<String> wrapper = setsid.map(Path::toString).map(List::of).orElse(List.of());
        return new Child(start(command, builder(command, wrapper)), setsid.isPresent());
    }

    /// Starts the program with kdn's own outputs, and perhaps its input, but where no key of the terminal reaches it.
    Child apart(Command command, boolean input) {
        Optional<Path> setsid = programs.find("setsid");
        List<String> wrapper = setsid.map(Path::toString).map(List::of).orElse(List.of());
        ProcessBuilder builder = builder(command, wrapper).inheritIO();
        if (!input) {
            builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        }
        return new Child(start(command, builder), setsid.isPresent());
    }

    /// Starts the program without any stream, where no key of the terminal reaches it.
    Child lasting(Command command) {
        Optional<Path> setsid = programs.find("setsid");
        List<String> wrapper = setsid.map(Path::toString).map(List::of).orElse(List.of());
        ProcessBuilder builder = builder(command, wrapper)
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return new Child(start(command, builder), setsid.isPresent());
    }

    private void record(Child child, String input) {
        try {
            ProcessIdentity.of(child.process().pid()).ifPresent(journal::add);
        } catch (StorageException e) {
            child.end(0);
            throw e;
        }
        write(child, "\n" + input);
    }

    /// What a pipe cannot hold is written by another thread: the program may never read it, and has a time limit.
    private static void write(Child child, String text) {
        if (text.length() > PIPE_CHARACTERS) {
            Thread.ofPlatform().daemon().name("kdn-input").start(() -> writeAll(child, text));
        } else {
            writeAll(child, text);
        }
    }

    private static void writeAll(Child child, String text) {
        try (OutputStream input = child.process().getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // Its exit code tells why.
        }
    }

    /// Starts the program with kdn's own stdin, stdout and stderr, in kdn's own process group.
    Process attached(Command command) {
        return start(command, builder(command, List.of()).inheritIO());
    }

    private ProcessBuilder builder(Command command, List<String> wrapper) {
        List<String> argv = new ArrayList<>(wrapper);
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
