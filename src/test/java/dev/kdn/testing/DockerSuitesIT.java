/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The suites that every engine has to pass, on dockerd.
@EngineTest("docker")
class DockerSuitesIT {
    static Stream<String> suites() {
        return SuiteRun.suites(List.of(EngineTest.RUNTIME));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void passesOnDocker(String suite) {
        DockerSuites.passes(suite, TestRuntime.variable("DOCKER_HOST", "unix:///var/run/docker.sock"));
    }
}
