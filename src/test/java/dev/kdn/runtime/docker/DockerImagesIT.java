/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("docker")
class DockerImagesIT extends EngineImagesContract {
    @Override
    String host() {
        return TestEngines.dockerHost();
    }
}
