/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A program to be started with exactly this environment, in a process group of its own on Linux.
///
/// @param output folder for the files that its streams go to; files, since a pipe would need a reader
/// @param limit it is ended with all of its group after that time
public record Program(
        List<String> argv, Map<String, String> environment, Path directory, String stdin, Path output, Duration limit) {
    // Signals back to default: a build in the background of a shell ignores Ctrl-C, and its children would as well.
    private static final List<String> OWN_GROUP =
            Files.exists(Path.of("/proc/self")) ? List.of("env", "--default-signal", "setsid") : List.of();

    public Program {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /// A program without input in the folder `output`, with a minute to finish.
    public static Program of(List<String> argv, Map<String, String> environment, Path output) {
        return new Program(argv, environment, output, "", output, Duration.ofMinutes(1));
    }

    public Program withStdin(String text) {
        return new Program(argv, environment, directory, text, output, limit);
    }

    public Program withLimit(Duration newLimit) {
        return new Program(argv, environment, directory, stdin, output, newLimit);
    }

    public Program in(Path newDirectory) {
        return new Program(argv, environment, newDirectory, stdin, output, limit);
    }

    /// Runs it to its end.
    public Result run() {
        return start().await();
    }

    /// Starts it and returns at once.
    public RunningProgram start() {
        try {
            Path files = Files.createTempDirectory(Files.createDirectories(output), "run");
            Path input = Files.writeString(files.resolve("stdin"), stdin);
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(OWN_GROUP.stream(), argv.stream()).toList())
                    .directory(directory.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(files.resolve("stdout").toFile())
                    .redirectError(files.resolve("stderr").toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new RunningProgram(builder.start(), argv, files, limit, !OWN_GROUP.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
