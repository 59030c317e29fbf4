/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The suites that every engine has to pass once more for the docker runtime, each in a JVM whose environment names the
/// runtime and the engine, see [RuntimeUnderTest].
class DockerSuitesIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    static Stream<String> suites() {
        return SuiteRun.suites(List.of(EngineTest.RUNTIME));
    }

    @EngineTest("docker")
    @ParameterizedTest
    @MethodSource("suites")
    void passesOnDocker(String suite) {
        run(suite, TestEnvironment.engines().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));
    }

    /// What most depends on the engine.
    @EngineTest("podman-api")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.kdn.e2e.LifeCycleIT",
                "dev.kdn.e2e.InsideIT",
                "dev.kdn.e2e.RecreateIT",
                "dev.kdn.e2e.TerminalIT"
            })
    void passesOnPodmansSocket(String suite) {
        run(suite, TestEnvironment.engines().getOrDefault("TESTBED_PODMAN_HOST", ""));
    }

    @SuppressWarnings("SystemOut") // the build's log is the place for it
    private static void run(String suite, String host) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Map.of("KDN_TEST_RUNTIME", "docker", "DOCKER_HOST", host));
        // In the folder of the build, where the suites look for the distribution.
        Program program = new Program(
                SuiteRun.command(System.getProperty("java.class.path"), suite),
                environment,
                java.nio.file.Path.of("").toAbsolutePath(),
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
