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

/// The suites that every engine has to pass once more for the docker runtime, each in a JVM whose environment names the
/// runtime and the engine, see [RuntimeUnderTest].
class DockerSuitesIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final List<String> SAMPLE = Stream.of("LifeCycleIT", "InsideIT", "RecreateIT", "TerminalIT")
            .map(name -> "dev.kdn.e2e." + name)
            .toList();

    private static final Lane DOCKER = new Lane(
            suites().toList(), suite -> run(suite, TestRuntime.variable("DOCKER_HOST", "unix:///var/run/docker.sock")));
    private static final Lane PODMAN =
            new Lane(SAMPLE, suite -> run(suite, TestRuntime.variable("TESTBED_PODMAN_HOST", "")));

    static Stream<String> suites() {
        return SuiteRun.suites(List.of(EngineTest.RUNTIME));
    }

    /// What most depends on the engine.
    static Stream<String> sample() {
        return SAMPLE.stream();
    }

    /// Both engines are at work as soon as one of them is waited for.
    private static void startBoth() {
        DOCKER.begin();
        if (TestEnvironment.engines().containsKey("TESTBED_PODMAN_HOST")) {
            PODMAN.begin();
        }
    }

    @EngineTest("docker")
    @ParameterizedTest
    @MethodSource("suites")
    void passesOnDocker(String suite) {
        startBoth();
        DOCKER.await(suite);
    }

    @EngineTest("podman-api")
    @ParameterizedTest
    @MethodSource("sample")
    void passesOnPodmansSocket(String suite) {
        startBoth();
        PODMAN.await(suite);
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
