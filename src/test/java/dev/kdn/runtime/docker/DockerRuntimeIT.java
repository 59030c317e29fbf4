/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("docker")
class DockerRuntimeIT extends EngineRuntimeContract {
    @Override
    String host() {
        return TestEngines.dockerHost();
    }
}
