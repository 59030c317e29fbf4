/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;

@EngineTest("remote-docker")
class RemoteContractIT extends EngineContract {
    @Override
    String host() {
        return TestEngines.variable("TESTBED_REMOTE_TCP");
    }

    /// Only that engine knows whether it has the folder; it finds out when the network has been made.
    @Override
    public CreateRequest requestThatFails() {
        return CreateRequests.onEngine(Path.of("/nonexistent/sources"), request(freshName()));
    }
}
