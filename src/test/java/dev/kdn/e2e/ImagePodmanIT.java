/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import java.util.List;
import java.util.Map;

@EngineTest("podman")
class ImagePodmanIT extends ImageSuite {
    ImagePodmanIT() {
        super("podman", List.of("podman"), Map.of());
    }
}
