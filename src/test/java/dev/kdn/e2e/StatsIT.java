/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What containers use, by what runs in them.
@EngineTest(EngineTest.RUNTIME)
class StatsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path shared;

    private static Workbench bench;
    private static Kdn kdn;
    private static String id;

    @BeforeAll
    static void open() throws IOException {
        bench = Workbench.in(shared);
        kdn = bench.kdn;
        // An ordinary user's engine may have no control groups of its own.
        String[] limited = Owner.isRoot() ? new String[] {"--start", "--memory", "256m"} : new String[] {"--start"};
        id = bench.init(bench.project("shop"), limited);
        bench.init(bench.project("idle"));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void tellsOfWorkspacesThatRun() throws IOException {
        JsonNode items = stats();

        assertThat(items).hasSize(1);
        JsonNode shop = items.get(0);
        assertThat(shop.get("name").asText()).isEqualTo("shop");
        assertThat(shop.get("id").asText()).isEqualTo(id);
        assertThat(shop.get("state").asText()).isEqualTo("running");
        assertThat(shop.get("networkReceived").isIntegralNumber()).isTrue();
    }

    @Test
    void measuresWhatTheEngineCounts() throws IOException {
        assumeTrue(Owner.isRoot(), "an ordinary user's engine may count nothing");

        JsonNode shop = stats("shop").get(0);

        assertThat(shop.get("cpu").asDouble()).isBetween(0.0, 400.0);
        assertThat(shop.get("memory").asLong()).isBetween(1L, 256L << 20);
        assertThat(shop.get("memoryLimit").asLong()).isEqualTo(256L << 20);
        assertThat(shop.get("pids").asLong()).isBetween(1L, 50L);
    }

    @Test
    void showsTheStateOfOneThatIsNamedAndDoesNotRun() throws IOException {
        JsonNode items = stats("idle", "shop", "idle");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).get("state").asText()).isEqualTo("stopped");
        assertThat(items.get(0).has("cpu")).isFalse();
        assertThat(items.get(1).get("name").asText()).isEqualTo("shop");
        assertThat(kdn.run("stats", "idle").exit(0).stdout()).contains("idle", "stopped", "-");
        assertThat(kdn.run("stats", "nobody").exit(3).stderr()).contains("workspace not found: nobody");
    }

    @Test
    void findsWhatBelongsToAnActivity() throws IOException {
        kdn.run("exec", "-d", "--name", "burner", "shop", "--", "sh", "-c", "while :; do :; done & wait")
                .exit(0);
        try {
            JsonNode activity = stats("shop").get(0).get("activities").get(0);

            assertThat(activity.get("name").asText()).isEqualTo("burner");
            assertThat(activity.get("pids").size()).isGreaterThanOrEqualTo(2);
            assertThat(activity.get("cpu").asDouble()).isGreaterThan(1);
            assertThat(activity.get("memory").asLong()).isPositive();
            assertThat(kdn.run("stats").exit(0).stdout()).contains("  burner");
        } finally {
            kdn.run("kill", "burner").exit(0);
        }
        assertThat(stats("shop").get(0).get("activities")).isEmpty();
    }

    @Test
    void watchesUntilItIsEnded() {
        try (var watching = kdn.start("stats", "--watch", "-o", "json")) {
            watching.awaitUntil("two samples", () -> watching.stdout().lines().count() >= 2);
            watching.signal("INT");

            assertThat(watching.await().exit()).isEqualTo(130);
            List<String> lines = watching.stdout().lines().toList();
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(MAPPER.readTree(line).get("items")).hasSize(1));
        }
    }

    @Test
    void endsWithItsReader() {
        assertThat(kdn.shell("kdn stats --watch | head -n 1").exit(0).stdout()).startsWith("NAME");
    }

    private static JsonNode stats(String... names) throws IOException {
        String[] words = new String[names.length + 3];
        System.arraycopy(new String[] {"stats", "-o", "json"}, 0, words, 0, 3);
        System.arraycopy(names, 0, words, 3, names.length);
        return MAPPER.readTree(kdn.run(words).exit(0).stdout()).get("items");
    }
}
