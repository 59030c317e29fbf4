/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("podman-api")
class PodmanApiImagesIT extends EngineImagesContract {
    @Override
    String host() {
        return TestEngines.variable("TESTBED_PODMAN_HOST");
    }

    /// podman 4.3 lets the step that runs go on to its end.
    @Override
    boolean endsBrokenOffBuilds() {
        return false;
    }
}
