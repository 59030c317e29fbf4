/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;

@EngineTest("docker")
class OutOfMemoryDockerIT extends OutOfMemoryContract {
    OutOfMemoryDockerIT() {
        super("docker");
    }
}
