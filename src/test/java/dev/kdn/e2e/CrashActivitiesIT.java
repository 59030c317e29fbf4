/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.FileEffects.Mode;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// kdn is killed at each of its effects on files while it starts and ends programs, with the fake runtime: `over` has
/// ended and nobody has looked yet, `lives` goes on. The start of both was told.
@SlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashActivitiesIT {
    private static final int KILLED = 137;
    // What a write has done is not to be seen before its file gets its name.
    private static final List<String> CALLS = List.of("rename", "unlink", "mkdir", "link", "rmdir");

    private final CrashPoints points = new CrashPoints();

    @SuppressWarnings("NullAway.Init") // before all tests
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private FileEffects effects;

    @SuppressWarnings("NullAway.Init") // before all tests
    private StorageTemplate template;

    enum Operation {
        EXEC(7, "exec|--name|new|shop|--|sh|-c|sleep 0.5; exit 7"),
        DETACH(0, "exec|-d|--name|new|shop|--|sh|-c|sleep 0.5; exit 7"),
        KILL(0, "kill|lives"),
        STOP(0, "stop|shop"),
        PRUNE(0, "prune"),
        REMOVE(0, "remove|--force|shop");

        private final int code;
        private final String line;

        Operation(int code, String line) {
            this.code = code;
            this.line = line;
        }

        String[] words() {
            return line.split("\\|", -1);
        }

        boolean endsWhatLives() {
            return this == KILL || this == STOP || this == REMOVE;
        }
    }

    @BeforeAll
    void prepare(@TempDir Path temp) throws IOException {
        folder = temp;
        effects = FileEffects.compiledIn(temp);
        Kdn kdn = Kdn.fresh(temp.resolve("template"));
        ExecFakeIT.make(kdn, temp, "shop");
        String over = detach(kdn, "over", "echo said; exit 4");
        kdn.run("logs", "-f", over).exit(0);
        template = new StorageTemplate(kdn.storage());
    }

    @AfterAll
    void report() {
        System.out.println("activities: " + points.summary());
    }

    private static String detach(Kdn kdn, String name, String line) {
        String[] words = {"exec", "-d", "--name", name, "shop", "--", "sh", "-c", line};
        return kdn.run(words).exit(0).stdout().strip();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLost(Operation operation) throws IOException {
        Kdn whole = fresh(operation + "-whole");
        effects.counting(FileEffects.only(whole, CALLS)).run(operation.words()).exit(operation.code);
        List<String> counted = FileEffects.counted(whole);
        endAll(whole);
        assertThat(counted).as("effects").hasSizeBetween(1, 60);

        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            all.add(new Point("before " + counted.get(i - 1), () -> kill(operation, number, Mode.BEFORE)));
        }
        all.add(new Point("after the last", () -> kill(operation, counted.size(), Mode.AFTER)));
        points.check(operation + "/fake", all);
    }

    private Void kill(Operation operation, int number, Mode mode) throws IOException {
        Kdn kdn = fresh(operation + "-" + mode + "-" + number);
        try {
            Result broken = effects.at(FileEffects.only(kdn, CALLS), number, mode)
                    .run(operation.words())
                    .exit(KILLED);
            if (number % 2 == 0 && operation != Operation.REMOVE) {
                kdn.run("exec", "--name", "next", "shop", "--", "true").exit(0);
            }
            check(operation, kdn, broken);
        } finally {
            endAll(kdn);
        }
        return null;
    }

    private void check(Operation operation, Kdn kdn, Result broken) {
        kdn.run("prune").exit(0);
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        Map<String, String> seen = seen(kdn);
        if (operation != Operation.REMOVE) {
            assertThat(seen).containsEntry("over", "failed 4");
            assertThat(seen.getOrDefault("lives", "none"))
                    .isIn("running", operation.endsWhatLives() ? "killed 143" : "");
        }
        assertThat(seen.values()).doesNotContain("starting");
        if (operation == Operation.DETACH && !broken.stdout().isBlank()) {
            kdn.run("wait", broken.stdout().strip()).exit(7);
        } else if (operation == Operation.DETACH && seen.containsKey("new")) {
            assertThat(kdn.run("wait", "new").exit()).isIn(7, 1); // lost, if nothing had been started
        } else if (operation == Operation.EXEC) {
            assertThat(seen.getOrDefault("new", "none")).isIn("none", "killed", "lost", "failed", "failed 7");
        }
        if (operation.endsWhatLives()) {
            Result again = kdn.run(operation.words());
            assertThat(again.exit()).as(again.output()).isIn(0, operation == Operation.REMOVE ? 3 : 0);
        }
        if (operation == Operation.KILL || operation == Operation.STOP) {
            assertThat(seen(kdn)).containsEntry("lives", "killed 143").containsEntry("over", "failed 4");
            assertThat(kdn.run("logs", "over").exit(0).stdout()).isEqualTo("said\n");
        }
        List<ProcessHandle> left = programs(kdn);
        if (!operation.endsWhatLives()) {
            kdn.run("kill", "lives").exit(0);
        }
        assertThat(programs(kdn)).as("of %s", left).isEmpty();
    }

    /// State and exit code by name.
    private static Map<String, String> seen(Kdn kdn) {
        Map<String, String> seen = new TreeMap<>();
        for (JsonNode item :
                ActivitySuite.items(kdn.run("ps", "--all", "-o", "json").exit(0))) {
            String end =
                    item.path("state").asText() + " " + item.path("exitCode").asText();
            assertThat(seen.put(item.path("name").asText(), end.strip())).isNull();
        }
        return seen;
    }

    /// A storage of its own, as it is before the operation.
    private Kdn fresh(String point) throws IOException {
        Kdn kdn = template.fresh(folder.resolve(point));
        detach(kdn, "lives", "exec sleep 300");
        Path damaged = Files.createDirectories(kdn.storage().resolve("activities/" + "d".repeat(32)));
        Files.writeString(damaged.resolve("activity.json"), "{\"version\": \"1\"}");
        return kdn;
    }

    private static void endAll(Kdn kdn) {
        programs(kdn).forEach(ProcessHandle::destroyForcibly);
    }

    /// What runs in workspaces of that storage, by its home folder.
    private static List<ProcessHandle> programs(Kdn kdn) {
        String home = "HOME=" + kdn.storage() + "/";
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(path -> environment(path).contains(home))
                    .map(path ->
                            ProcessHandle.of(Long.parseLong(path.getFileName().toString())))
                    .flatMap(java.util.Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
