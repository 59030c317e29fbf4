/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What most depends on the engine of the suites that every engine has to pass, on podman's socket.
@EngineTest("podman-api")
class PodmanApiSuitesIT {
    static Stream<String> sample() {
        return Stream.of("LifeCycleIT", "InsideIT", "TerminalIT").map(name -> "dev.kdn.e2e." + name);
    }

    @ParameterizedTest
    @MethodSource("sample")
    void passesOnPodmansSocket(String suite) {
        DockerSuites.passes(suite, TestRuntime.variable("TESTBED_PODMAN_HOST", ""));
    }
}
