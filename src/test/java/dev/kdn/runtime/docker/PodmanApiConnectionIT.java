/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("podman-api")
class PodmanApiConnectionIT extends EngineConnectionContract {
    @Override
    DockerConnection connection() {
        return TestEngines.podmanApi();
    }

    /// podman 4.3 loses what comes for a terminal in pieces of 8 KiB and more, and puts small ones together.
    @Override
    long terminalBytes() {
        return 4 << 10;
    }
}
