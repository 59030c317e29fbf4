/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("podman-api")
class PodmanApiImagesIT extends EngineImagesContract {
    @Override
    String host() {
        return TestEngines.variable("TESTBED_PODMAN_HOST");
    }
}
