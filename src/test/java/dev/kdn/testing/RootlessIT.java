/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All suites for podman but the slow ones once more, as an ordinary user with rootless podman; and those for docker
/// that most depend on the engine, with a docker of that user.
@EngineTest("rootless")
@TestMethodOrder(OrderAnnotation.class)
class RootlessIT {
    /// Their subject has nothing to do with who runs podman.
    private static final Set<String> EXEMPT = Set.of(PodmanLeftoversIT.class.getName());

    @SuppressWarnings("NullAway.Init") // by begin()
    private static Lane podman;

    @SuppressWarnings("NullAway.Init") // by begin()
    private static Lane docker;

    private static boolean begun;

    /// Has both engines work, unless they do already. [RootlessAhead] calls this when other tests begin, which use
    /// other
    /// engines.
    ///
    /// @param folder empty, for as long as tests run
    static synchronized void begin(Path folder) throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        OrdinaryUser user = OrdinaryUser.in(folder);
        podman = new Lane(suites().toList(), suite -> user.passes("Rootless", suite, Map.of()));
        String host = TestRuntime.variable("TESTBED_ROOTLESS_DOCKER", "");
        Map<String, String> variables =
                Map.of("KDN_TEST_RUNTIME", "docker", "DOCKER_HOST", host, "TESTBED_ROOTLESS_DOCKER", host);
        docker = new Lane(sample().toList(), suite -> user.passes("Rootless docker", suite, variables));
        podman.begin();
        if (!host.isEmpty()) {
            docker.begin();
        }
    }

    @BeforeAll
    static void begins(@TempDir Path folder) throws IOException {
        begin(folder);
    }

    static Stream<String> suites() {
        Stream<String> once = SuiteRun.suites(List.of("podman", EngineTest.RUNTIME));
        return Stream.concat(once, Stream.of("dev.kdn.e2e.CrashRootlessSample")).filter(name -> !EXEMPT.contains(name));
    }

    /// What most depends on the engine.
    static Stream<String> sample() {
        return Stream.of("LifeCycleIT", "InsideIT", "RecreateIT").map(name -> "dev.kdn.e2e." + name);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("suites")
    void passesAsOrdinaryUser(String suite) {
        podman.await(suite);
    }

    @Order(2)
    @EngineTest("rootless-docker")
    @ParameterizedTest
    @MethodSource("sample")
    void passesWithADockerOfThatUser(String suite) {
        docker.await(suite);
    }
}
