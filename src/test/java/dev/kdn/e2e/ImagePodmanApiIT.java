/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.TestEnvironment;
import java.util.List;
import java.util.Map;

/// The docker runtime on podman's socket.
@EngineTest("podman-api")
class ImagePodmanApiIT extends ImageSuite {
    ImagePodmanApiIT() {
        super("docker", List.of("docker", "--host", host()), Map.of("DOCKER_HOST", host()));
    }

    /// Not there: podman 4 goes on with a build although nobody listens any more, and kdn cannot tell which of its
    /// processes and working containers belong to it.
    @Override
    void aBuildThatIsKilledIsLeftAloneWhileItLivesAndSettledAfterwards() {}

    private static String host() {
        return TestEnvironment.engines().getOrDefault("TESTBED_PODMAN_HOST", "unix:///nowhere");
    }
}
