/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// A program that runs one class of tests: for tests that must run as somebody else than the build,
/// or with another runtime.
final class SuiteRun {
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");

    private SuiteRun() {}

    /// The suites that ask for one of those engines, by the annotation on the class, without the slow ones: once is
    /// enough for those.
    static Stream<String> suites(List<String> engines) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TEST_CLASSES)) {
            files.map(file -> TEST_CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith("IT.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .filter(name -> wants(name, engines))
                    .sorted()
                    .forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream();
    }

    private static boolean wants(String name, List<String> engines) {
        try {
            Class<?> suite = Class.forName(name);
            EngineTest wish = suite.getAnnotation(EngineTest.class);
            return wish != null && engines.contains(wish.value()) && !suite.isAnnotationPresent(SlowTest.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    /// What runs one suite in a JVM of its own.
    static List<String> command(String classPath, String suite) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + EngineLock.HELD + "=true",
                "-cp",
                classPath,
                SuiteRun.class.getName(),
                suite);
    }

    /// How many tests ran, of the program's end.
    static String summary(Result result) {
        return result.stdout().lines().reduce("", (first, last) -> last);
    }

    /// Ends with 0 if tests ran and none failed.
    public static void main(String[] classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(classes[0]))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        System.exit(report(summary));
    }

    @SuppressWarnings("SystemOut") // read by whoever started this program
    private static int report(TestExecutionSummary summary) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out, 40);
        out.printf(
                "%d ran, %d failed, %d not for this user%n",
                summary.getTestsStartedCount(),
                summary.getTotalFailureCount(),
                summary.getTestsAbortedCount() + summary.getTestsSkippedCount());
        out.flush();
        return summary.getTestsStartedCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1;
    }
}
