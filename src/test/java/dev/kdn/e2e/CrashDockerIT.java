/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;

@SlowTest
@EngineTest("docker")
class CrashDockerIT extends CrashEngineSuite {
    @Override
    TestRuntime runtime() {
        return TestRuntime.docker();
    }
}
