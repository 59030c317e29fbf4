/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;
import org.junit.jupiter.api.Nested;

/// The annotation of the outer class asks for the registries, that of the inner one for the engine.
@EngineTest("registry")
class PodmanApiPullIT {
    @Nested
    @EngineTest("podman-api")
    class Pulling extends ImagePullContract {
        @Override
        DockerConnection connection() {
            return TestEngines.podmanApi();
        }
    }
}
