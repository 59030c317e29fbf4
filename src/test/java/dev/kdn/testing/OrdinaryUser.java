/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs suites as the test bed's ordinary user: `src/test/testbed/rootless` starts a JVM of that user on a copy of the
/// build that belongs to it, as somebody has it who installed kdn for himself.
final class OrdinaryUser {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final List<String> PASSED_ON =
            List.of("KDN_TEST_ENGINES", "KDN_TEST_SLOW", "TESTCONTAINERS_RYUK_DISABLED");

    private final Path folder;
    private final String classPath;

    private OrdinaryUser(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /// Copies the build.
    static OrdinaryUser in(Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        copy(Kdn.DISTRIBUTION, target.resolve("kdn"));
        Path crash = Path.of("src", "test", "crash");
        copy(crash.toAbsolutePath(), folder.resolve(crash));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path original = Path.of(entry);
            if (Files.exists(original)) {
                Path copy = folder.resolve("classpath").resolve(entries.size() + "-" + original.getFileName());
                copy(original, copy);
                entries.add(copy.toString());
            }
        }
        call("chown", "-R", run(asUser("id", "-un")).exit(0).stdout().strip() + ":", folder.toString());
        return new OrdinaryUser(folder, String.join(File.pathSeparator, entries));
    }

    /// Runs a suite with these variables, which has to pass.
    ///
    /// @param title for the build's log
    @SuppressWarnings("SystemOut") // the build's log is the place for it
    void passes(String title, String suite, Map<String, String> variables) {
        List<String> java = new ArrayList<>(List.of("env", "--chdir=" + folder, "LC_ALL=C.UTF-8"));
        Map<String, String> all = new TreeMap<>(variables);
        for (String name : PASSED_ON) {
            String value = System.getenv(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        all.forEach((name, value) -> java.add(name + "=" + value));
        java.addAll(SuiteRun.command(classPath, suite));
        long begin = System.nanoTime();

        Result result = run(asUser(java.toArray(String[]::new)));

        System.out.printf(
                "%s %s: %s, %d s%n",
                title,
                suite,
                SuiteRun.summary(result),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        assertThat(result.exit()).as(result.output()).isZero();
    }

    private static List<String> asUser(String... command) {
        List<String> argv = new ArrayList<>(List.of(EngineCondition.ROOTLESS.toString()));
        argv.addAll(List.of(command));
        return argv;
    }

    private static Result run(List<String> argv) {
        Map<String, String> environment = new TreeMap<>(TestEnvironment.engines());
        return Program.of(argv, environment, TestEnvironment.STREAMS)
                .withLimit(LIMIT)
                .run();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        call("cp", "-a", from.toString(), to.toString());
    }

    private static void call(String... argv) {
        run(List.of(argv)).exit(0);
    }
}
