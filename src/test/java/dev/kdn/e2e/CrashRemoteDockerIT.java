/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineProxy.Moment;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import java.util.List;

/// A sample on the engine of another machine: there, what clears up after a dead kdn can only ask over the network.
@SlowTest
@EngineTest("remote-docker")
class CrashRemoteDockerIT extends CrashEngineSuite {
    @Override
    TestRuntime runtime() {
        return TestRuntime.remoteDocker();
    }

    static List<BrokenOff> operations() {
        return sample();
    }

    @Override
    List<Moment> moments(String request) {
        return request.startsWith("GET ") ? List.of() : List.of(Moment.AMID);
    }
}
