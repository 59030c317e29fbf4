/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.EngineTest;

@EngineTest("remote-docker")
class RemoteContractIT extends EngineContract {
    @Override
    String host() {
        return TestEngines.variable("TESTBED_REMOTE_TCP");
    }
}
