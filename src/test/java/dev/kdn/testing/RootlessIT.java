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

/// All suites for podman but the slow ones, and those for sandboxes, once more, as an ordinary user with rootless
/// podman; and those for docker
/// that most depend on the engine, with a docker of that user.
@EngineTest("rootless")
class RootlessIT {
    /// Their subject has nothing to do with who runs podman.
    private static final Set<String> EXEMPT = Set.of(
            PodmanLeftoversIT.class.getName(),
            "dev.kdn.e2e.NamesIT",
            "dev.kdn.e2e.BehindTheBackIT",
            "dev.kdn.e2e.ImagePodmanIT", // PodmanImagesIT shows what is different for them
            "dev.kdn.e2e.ReadmeIT", // is about the clone
            "dev.kdn.e2e.StatsIT", // needs control groups
            "dev.kdn.e2e.ExecIT", // CopyIT and TerminalIT show what is different for them
            "dev.kdn.e2e.LoadIT",
            "dev.kdn.e2e.KillWhileStartingIT",
            "dev.kdn.e2e.ExecLocalIT");

    @SuppressWarnings("NullAway.Init") // by copyBuild()
    private static OrdinaryUser user;

    @BeforeAll
    static void copyBuild(@TempDir Path folder) throws IOException {
        user = OrdinaryUser.in(folder);
    }

    static Stream<String> suites() {
        Stream<String> once = SuiteRun.suites(List.of("podman", "bwrap", EngineTest.RUNTIME));
        return Stream.concat(once, Stream.of("dev.kdn.e2e.CrashRootlessSample")).filter(name -> !EXEMPT.contains(name));
    }

    /// What most depends on the engine.
    static Stream<String> sample() {
        return Stream.of("LifeCycleIT", "InsideIT").map(name -> "dev.kdn.e2e." + name);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void passesAsOrdinaryUser(String suite) {
        user.passes("Rootless", suite, Map.of());
    }

    @EngineTest("rootless-docker")
    @ParameterizedTest
    @MethodSource("sample")
    void passesWithADockerOfThatUser(String suite) {
        String host = TestRuntime.variable("TESTBED_ROOTLESS_DOCKER", "");
        user.passes(
                "Rootless docker",
                suite,
                Map.of("KDN_TEST_RUNTIME", "docker", "DOCKER_HOST", host, "TESTBED_ROOTLESS_DOCKER", host));
    }
}
