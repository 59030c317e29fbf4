/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("docker")
class DockerConnectionIT extends EngineConnectionContract {
    @Override
    DockerConnection connection() {
        return TestEngines.docker();
    }
}
