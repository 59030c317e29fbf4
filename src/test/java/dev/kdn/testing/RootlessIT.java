/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// All suites for podman but the slow ones once more, as an ordinary user with rootless podman; and those for docker
/// that most depend on the engine, with a docker of that user.
@EngineTest("rootless")
class RootlessIT {
    /// Their subject has nothing to do with who runs podman.
    private static final Set<String> EXEMPT = Set.of(PodmanLeftoversIT.class.getName());

    @TempDir
    static Path folder;

    private static OrdinaryUser user;

    @BeforeAll
    static void copyBuild() throws IOException {
        user = OrdinaryUser.in(folder);
    }

    static Stream<String> suites() {
        return SuiteRun.suites(List.of("podman", EngineTest.RUNTIME)).filter(name -> !EXEMPT.contains(name));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void passesAsOrdinaryUser(String suite) {
        user.passes("Rootless", suite, Map.of());
    }

    @EngineTest("rootless-docker")
    @ParameterizedTest
    @ValueSource(strings = {"dev.kdn.e2e.LifeCycleIT", "dev.kdn.e2e.InsideIT", "dev.kdn.e2e.RecreateIT"})
    void passesWithADockerOfThatUser(String suite) {
        String host = TestRuntime.variable("TESTBED_ROOTLESS_DOCKER", "");
        Map<String, String> docker =
                Map.of("KDN_TEST_RUNTIME", "docker", "DOCKER_HOST", host, "TESTBED_ROOTLESS_DOCKER", host);
        user.passes("Rootless docker", suite, docker);
    }
}
