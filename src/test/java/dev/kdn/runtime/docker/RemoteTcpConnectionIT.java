/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("remote-docker")
class RemoteTcpConnectionIT extends EngineConnectionContract {
    @Override
    DockerConnection connection() {
        return TestEngines.remoteTcp();
    }
}
