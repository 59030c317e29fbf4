/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The packaged kdn, each call in a fresh process: `kdn.run("list", "-o", "json").exit(0).stdout()`.
///
/// It sees a home, a storage and a working folder of its own and almost none of the environment of the tests. Variants
/// (`with…`, `in`, `without…`) are new values that share those folders. Closing it removes what its storage left in
/// podman.
public final class Kdn implements AutoCloseable {
    /// Where the build puts the distribution.
    public static final Path DISTRIBUTION = Path.of("target", "kdn").toAbsolutePath();

    private final Path root;
    private final Path directory;
    private final Map<String, String> environment;
    private final String stdin;
    private final Duration limit;

    private Kdn(Path root, Path directory, Map<String, String> environment, String stdin, Duration limit) {
        this.root = root;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.stdin = stdin;
        this.limit = limit;
    }

    /// kdn with nothing yet, its home, storage and working folder below `root`.
    public static Kdn fresh(Path root) {
        Map<String, String> environment = new HashMap<>(TestEnvironment.engines());
        environment.put("HOME", folder(root.resolve("home")).toString());
        environment.put("KDN_STORAGE", root.resolve("storage").toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        return new Kdn(root, folder(root.resolve("work")), environment, "", Duration.ofMinutes(2));
    }

    public Path home() {
        return root.resolve("home");
    }

    /// The storage, which kdn makes when it needs it.
    public Path storage() {
        return Path.of(
                environment.getOrDefault("KDN_STORAGE", home().resolve(".kdn").toString()));
    }

    public Path directory() {
        return directory;
    }

    public Kdn with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Kdn(root, directory, changed, stdin, limit);
    }

    public Kdn without(String variable) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.remove(variable);
        return new Kdn(root, directory, changed, stdin, limit);
    }

    /// In the POSIX locale, where only ASCII is text.
    public Kdn withoutUnicode() {
        return with("LC_ALL", "C");
    }

    /// With another storage below the same home.
    public Kdn withStorage(Path storage) {
        return with("KDN_STORAGE", storage.toString());
    }

    public Kdn withStdin(String text) {
        return new Kdn(root, directory, environment, text, limit);
    }

    public Kdn withLimit(Duration newLimit) {
        return new Kdn(root, directory, environment, stdin, newLimit);
    }

    public Kdn in(Path newDirectory) {
        return new Kdn(root, newDirectory, environment, stdin, limit);
    }

    /// Runs one command to its end.
    public Result run(String... arguments) {
        return start(arguments).await();
    }

    /// Starts one command and returns at once.
    public RunningProgram start(String... arguments) {
        return program(argv(arguments)).start();
    }

    /// Runs one command on a terminal: stdin, stdout and stderr are one pseudo terminal whose text is the result's
    /// stdout, with `\r\n` line ends.
    public Result runOnTerminal(String... arguments) {
        return startOnTerminal(arguments).await();
    }

    /// Starts one command on a terminal and returns at once.
    public RunningProgram startOnTerminal(String... arguments) {
        List<String> script = List.of("script", "-qec", "exec " + ShellLine.of(argv(arguments)), "/dev/null");
        return program(script).start();
    }

    /// Runs a line of sh in which `kdn` is this program, for pipes and redirections.
    public Result shell(String line) {
        return program(List.of("sh", "-c", withKdn(line))).run();
    }

    /// As [#shell(String)], on a terminal.
    public Result shellOnTerminal(String line) {
        return program(List.of("script", "-qec", withKdn(line), "/dev/null")).run();
    }

    private static String withKdn(String line) {
        return "kdn() { " + ShellLine.of(argv()) + " \"$@\"; }; " + line;
    }

    @Override
    public void close() {
        PodmanLeftovers.remove(storage());
    }

    private Program program(List<String> argv) {
        return new Program(argv, environment, directory, stdin, root.resolve("streams"), limit);
    }

    private static List<String> argv(String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(DISTRIBUTION.resolve("bin/kdn").toString());
        argv.addAll(List.of(arguments));
        return argv;
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
