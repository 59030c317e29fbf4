/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineProxy.Moment;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import java.util.List;

/// A sample: what an engine has done when kdn dies is what engines differ in.
@SlowTest
@EngineTest("podman-api")
class CrashPodmanApiIT extends CrashEngineSuite {
    @Override
    TestRuntime runtime() {
        return TestRuntime.podmanApi();
    }

    static List<BrokenOff> operations() {
        return CrashRemoteDockerIT.operations();
    }

    @Override
    List<Moment> moments(String request) {
        return request.startsWith("GET ") ? List.of() : List.of(Moment.AMID);
    }
}
