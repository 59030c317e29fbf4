/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Owner;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest("podman")
class PodmanCheckIT {
    @Test
    void tellsOfThePodmanOfThisMachine(@TempDir Path folder) {
        try (PodmanWorkbench bench = new PodmanWorkbench(folder, "{}")) {
            EngineStatus status =
                    bench.runtime.capabilities().check().orElseThrow().check(Duration.ofSeconds(20));

            Engine engine = status.engine().orElseThrow();
            assertThat(status.trouble()).isEmpty();
            assertThat(status.endpoint().map(Endpoint::source)).contains("PATH");
            assertThat(engine.version())
                    .isEqualTo(bench.podman("version", "--format", "{{.Client.Version}}")
                            .stdout()
                            .strip());
            assertThat(engine.rootless()).contains(!Owner.isRoot());
            assertThat(engine.storageDriver()).isNotEmpty();
            assertThat(bench.storage.root()).as("a check writes nothing").isDirectoryNotContaining("glob:**storage-id");
        }
    }
}
