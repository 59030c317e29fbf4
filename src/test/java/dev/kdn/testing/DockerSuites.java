/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Runs suites once more for the docker runtime, each in a JVM whose environment names the runtime and the engine, see
/// [RuntimeUnderTest].
final class DockerSuites {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private DockerSuites() {}

    /// Runs one, which has to pass.
    ///
    /// @param host the engine, as for `DOCKER_HOST`
    @SuppressWarnings("SystemOut") // the build's log is the place for it
    static void passes(String suite, String host) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Map.of("KDN_TEST_RUNTIME", "docker", "DOCKER_HOST", host));
        // In the folder of the build, where the suites look for the distribution.
        Program program = new Program(
                SuiteRun.command(System.getProperty("java.class.path"), suite),
                environment,
                Path.of("").toAbsolutePath(),
                "",
                TestEnvironment.STREAMS,
                LIMIT);
        long begin = System.nanoTime();

        Result result = program.run();

        System.out.printf(
                "docker at %s, %s: %s, %d s%n",
                host,
                suite,
                SuiteRun.summary(result),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        assertThat(result.exit()).as(result.output()).isZero();
    }
}
