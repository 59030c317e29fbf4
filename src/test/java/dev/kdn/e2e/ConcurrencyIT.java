/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest("podman")
class ConcurrencyIT {
    @Test
    void twentyInitsAtOnceGetTwentyWorkspacesAndOneImage(@TempDir Path folder) throws IOException {
        try (Workbench bench = Workbench.small(folder)) {
            Path project = bench.project("crowd");
            List<RunningProgram> inits = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                inits.add(bench.kdn.start(Workbench.arguments(project)));
            }

            List<String> ids = new ArrayList<>();
            for (RunningProgram init : inits) {
                ids.add(init.await().exit(0).stdout().strip());
            }

            assertThat(ids).doesNotHaveDuplicates().hasSize(20);
            String list = bench.kdn.run("list", "-o", "json").exit(0).stdout();
            assertThat(list).contains("\"name\": \"crowd\"", "\"name\": \"crowd-20\"");
            assertThat(bench.images()).hasSize(1);
            assertThat(bench.engineObjects()).hasSize(40);
        }
    }

    @Test
    void twoStoragesLiveSideBySideWithTheSameNames(@TempDir Path one, @TempDir Path two) throws IOException {
        try (Workbench left = Workbench.small(one);
                Workbench right = Workbench.small(two)) {
            left.init(left.project("shop"), "--start");
            right.init(right.project("shop"), "--start");

            left.kdn.run("remove", "--force", "shop").exit(0);

            assertThat(left.engineObjects()).isEmpty();
            assertThat(right.kdn
                            .run("terminal", "shop", "--", "echo", "alive")
                            .exit(0)
                            .stdout())
                    .isEqualTo("alive\n");
            assertThat(right.kdn.run("list").exit(0).stdout()).contains("shop", "running");
        }
    }
}
