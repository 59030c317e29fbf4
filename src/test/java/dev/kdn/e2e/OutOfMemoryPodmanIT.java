/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;

@EngineTest("podman")
class OutOfMemoryPodmanIT extends OutOfMemoryContract {
    OutOfMemoryPodmanIT() {
        super("podman");
    }
}
