/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("podman-api")
class PodmanApiConnectionIT extends EngineConnectionContract {
    @Override
    DockerConnection connection() {
        return TestEngines.podmanApi();
    }

    /// podman 4.3 stops, also with its own command line, when both ways of a terminal are full.
    @Override
    long terminalBytes() {
        return 32 << 10;
    }
}
