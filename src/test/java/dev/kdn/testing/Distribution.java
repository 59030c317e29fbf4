/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder like `target/kdn` that a test may change.
record Distribution(Path home) {
    /// The packaged one behind links; only its launcher is a copy.
    static Distribution linked(Path home) throws IOException {
        Path lib = Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Kdn.DISTRIBUTION.resolve("bin/kdn"), home.resolve("bin/kdn"));
        assertThat(home.resolve("bin/kdn").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(home.resolve("runtime"), Kdn.DISTRIBUTION.resolve("runtime"));
        try (Stream<Path> files = Files.list(Kdn.DISTRIBUTION.resolve("lib"))) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(lib.resolve(file.getFileName()), file);
            }
        }
        return new Distribution(home);
    }

    /// What users download, unpacked into a new folder.
    static Distribution unpacked(Path folder) throws IOException {
        Path archive = only(Kdn.DISTRIBUTION.resolveSibling(""), ".tar.gz");
        List<String> argv = List.of("tar", "-xzf", archive.toString());
        Program.of(argv, Map.of("PATH", "/usr/bin:/bin"), Files.createDirectories(folder))
                .run()
                .exit(0);
        return new Distribution(folder.resolve("kdn"));
    }

    Path launcher() {
        return home.resolve("bin/kdn");
    }

    /// The one file in `lib` whose name ends so.
    Path library(String end) throws IOException {
        return only(home.resolve("lib"), end);
    }

    List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// Adds a flag to those of the JVM.
    void addOption(String flag) throws IOException {
        Path options = home.resolve("lib/jvm.options");
        String changed = Files.readString(options) + '"' + flag + "\"\n";
        Files.delete(options);
        Files.writeString(options, changed);
    }

    /// Runs a command with `user` as home and working folder.
    Result run(Path user, String... arguments) {
        return run(launcher(), user, Map.of(), arguments);
    }

    /// Runs a command by any path to the launcher.
    static Result run(Path launcher, Path user, Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", user.toString()));
        environment.putAll(variables);
        List<String> argv = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        return Program.of(argv, environment, user).run();
    }

    private static Path only(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> matching =
                    files.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(matching).hasSize(1);
            return matching.getFirst();
        }
    }
}
