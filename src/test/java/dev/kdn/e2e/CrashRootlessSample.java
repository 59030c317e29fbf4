/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import java.util.List;

/// A sample for rootless podman, run by [dev.kdn.testing.RootlessIT]: kdn dies when podman has done what it was asked.
@EngineTest("podman")
class CrashRootlessSample extends CrashPodmanIT {
    static List<BrokenOff> operations() {
        return sample();
    }

    /// No test: files are the same whoever runs podman.
    @Override
    void nothingIsLostAtAChangeOfAFile(BrokenOff operation) {}

    @Override
    List<PodmanShim.Mode> modes(String call) {
        return super.modes(call).isEmpty() ? List.of() : List.of(PodmanShim.Mode.AFTER);
    }
}
