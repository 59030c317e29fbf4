/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyIT {
    // Done; not found, since another process removed it; in conflict with another process.
    private static final Set<Integer> DOCUMENTED = Set.of(0, 3, 4);

    @Test
    void fortyProcessesAtOnceLoseNothing(@TempDir Path folder) throws IOException {
        Kdn kdn = Kdn.fresh(folder);
        Path project = Files.createDirectories(folder.resolve("crowd"));
        crowd(kdn, new String[] {"init", "--runtime", "fake", "--agent", "shell", project.toString()}, 10);
    }

    @Test
    @EngineTest(EngineTest.RUNTIME)
    void twelveProcessesAtOnceLoseNothing(@TempDir Path folder) throws IOException {
        try (Workbench bench = Workbench.in(folder)) {
            crowd(bench.kdn, Workbench.arguments(bench.project("crowd")), 3);
            int left = bench.kdn
                    .run("list", "-q")
                    .exit(0)
                    .stdout()
                    .lines()
                    .toList()
                    .size();
            assertThat(bench.engineObjects()).hasSize(2 * left);
        }
    }

    /// At once: inits, and for each of the same number of workspaces a start, a stop and a removal.
    private static void crowd(Kdn kdn, String[] init, int size) throws IOException {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            before.add(kdn.run(init).exit(0).stdout().strip());
        }
        List<RunningProgram> inits = new ArrayList<>();
        List<RunningProgram> others = new ArrayList<>();
        List<RunningProgram> removals = new ArrayList<>();
        for (String id : before) {
            others.add(kdn.start("start", id));
            inits.add(kdn.start(init));
            removals.add(kdn.start("remove", "--force", id));
            others.add(kdn.start("stop", id));
        }

        Set<String> promised = new TreeSet<>();
        for (RunningProgram one : inits) {
            promised.add(one.await().exit(0).stdout().strip());
        }
        for (RunningProgram one : others) {
            Result result = one.await();
            assertThat(result.exit()).as(result.output()).isIn(DOCUMENTED);
        }
        for (int i = 0; i < size; i++) {
            Result result = removals.get(i).await();
            assertThat(result.exit()).as(result.output()).isIn(DOCUMENTED);
            if (result.exit() == 4) {
                promised.add(before.get(i));
            }
        }

        JsonNode items = new ObjectMapper()
                .readTree(kdn.run("list", "-o", "json").exit(0).stdout())
                .path("items");
        assertThat(items.findValuesAsText("id")).containsExactlyInAnyOrderElementsOf(promised);
        assertThat(items.findValuesAsText("name")).doesNotHaveDuplicates();
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
    }

    @Test
    @EngineTest(EngineTest.RUNTIME)
    void twentyInitsAtOnceGetTwentyWorkspacesAndOneImage(@TempDir Path folder) throws IOException {
        try (Workbench bench = Workbench.small(folder)) {
            bench.ownImage();
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
    @EngineTest(EngineTest.RUNTIME)
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
