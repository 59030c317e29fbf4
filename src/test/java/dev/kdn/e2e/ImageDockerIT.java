/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import java.util.List;
import java.util.Map;

@EngineTest("docker")
class ImageDockerIT extends ImageSuite {
    ImageDockerIT() {
        super("docker", List.of("docker"), Map.of());
    }
}
