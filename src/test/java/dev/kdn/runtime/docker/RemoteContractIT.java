/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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

    /// The test bed's other machine has addresses for one network of its own choice.
    @Test
    void hasAddressesForMoreNetworksThanTheEngineHasInItsPools() {
        for (int i = 0; i < 3; i++) {
            RuntimeInfo made = runtime().create(request(freshName()), new RecordingStepLogger());
            assertThat(runtime().start(made.id(), new RecordingStepLogger()).state())
                    .isEqualTo(RuntimeState.RUNNING);
        }
    }
}
