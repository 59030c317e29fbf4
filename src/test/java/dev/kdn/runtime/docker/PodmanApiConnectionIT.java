/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("podman-api")
class PodmanApiConnectionIT extends EngineConnectionContract {
    @Override
    DockerConnection connection() {
        return TestEngines.podmanApi();
    }
}
