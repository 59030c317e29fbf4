/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.process.Eventually;
import dev.kdn.storage.AtomicFile;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.FileEffects.Mode;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// kdn is killed at each of its effects on files while it copies a folder onto one that is there, and amid what it
/// copies into a workspace, with the fake runtime. And the disk is full from each effect on.
@SlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashCopyIT {
    private static final int KILLED = 137;
    private static final List<String> CALLS = List.of("rename", "unlink", "mkdir", "rmdir", "symlink", "open", "write");
    private static final Map<String, String> OLD = Map.of("changed", "old", "mine", "mine", "deep/changed", "old");
    private static final Map<String, String> COPIED =
            Map.of("changed", "new", "added", "new", "deep/changed", "new", "deep/private/x", "new");

    private final CrashPoints points = new CrashPoints();

    @SuppressWarnings("NullAway.Init") // before all tests
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private FileEffects effects;

    @SuppressWarnings("NullAway.Init") // before all tests
    private StorageTemplate template;

    @BeforeAll
    void prepare(@TempDir Path temp) throws IOException {
        folder = temp;
        effects = FileEffects.compiledIn(temp);
        Kdn kdn = Kdn.fresh(temp.resolve("template"));
        ExecFakeIT.make(kdn, temp, "shop");
        template = new StorageTemplate(kdn.storage());
    }

    @AfterAll
    void report() {
        System.out.println("copies: " + points.summary());
    }

    @Test
    void whatComesOutIsWholeAndWhatIsLeftIsPruned() throws IOException {
        List<Point> all = new ArrayList<>();
        List<String> counted = effects();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            String effect = counted.get(i - 1);
            all.add(new Point("before " + effect, () -> kill(number, Mode.BEFORE)));
            if (effect.contains(" write ")) {
                all.add(new Point("in the middle of " + effect, () -> kill(number, Mode.TORN)));
            }
        }
        all.add(new Point("after the last", () -> kill(counted.size(), Mode.AFTER)));
        points.check("cp out", all);
    }

    @Test
    void aFullDiskKeepsWhatWasThere() throws IOException {
        List<Point> all = new ArrayList<>();
        List<String> counted = effects();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            all.add(new Point("full from " + counted.get(i - 1), () -> fill(number)));
        }
        points.check("cp out to a full disk", all);
    }

    @Test
    void whatGoesInIsWholeAndLeavesNothing() throws IOException {
        List<Point> all = new ArrayList<>();
        for (int bytes : List.of(0, 1, 512, 1000, 1536, 20_000, 30_000)) {
            all.add(new Point("kill after " + bytes + " bytes", () -> cutOff(bytes)));
        }
        points.check("cp in", all);
    }

    /// What a copy does that is left alone.
    private List<String> effects() throws IOException {
        Kdn whole = fresh("whole");
        below(effects.counting(whole)).run(out()).exit(0);
        List<String> counted = FileEffects.counted(whole);
        assertThat(counted).as("effects").hasSizeBetween(20, 100);
        AtomicFile.deleteTree(folder.resolve("whole"));
        return counted;
    }

    private static String[] out() {
        return new String[] {"cp", "shop:data/.", "there"};
    }

    private Void kill(int number, Mode mode) throws IOException {
        Kdn kdn = fresh(mode + "-" + number);
        below(effects.at(kdn, number, mode)).run(out()).exit(KILLED);

        Map<String, String> seen = files(kdn);
        assertThat(seen).containsEntry("mine", "mine");
        OLD.keySet().forEach(name -> assertThat(seen).containsKey(name));
        seen.forEach((name, text) -> assertThat(text).isIn(OLD.get(name), COPIED.get(name)));
        if (number % 2 == 0) {
            kdn.run(out()).exit(0); // whether or not somebody has tidied up before
        }
        kdn.run("prune").exit(0);
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        checkNothingIsLeft(kdn);
        kdn.run(out()).exit(0);
        assertThat(files(kdn)).isEqualTo(whole());
        assertThat(Files.getPosixFilePermissions(kdn.directory().resolve("there/deep/private")))
                .as("nobody else's business")
                .allMatch(permission -> permission.name().startsWith("OWNER"));
        checkNothingIsLeft(kdn);
        return null;
    }

    private Void fill(int number) throws IOException {
        Kdn kdn = fresh("full-" + number);
        Result result = below(effects.at(kdn, number, Mode.FULL)).run(out());

        if (result.exit() == 0) { // nothing more needed room but a trace
            assertThat(files(kdn)).isEqualTo(whole());
        } else {
            assertThat(result.exit(1).stderr()).containsIgnoringCase("no space left on device");
            assertThat(files(kdn)).isEqualTo(OLD);
        }
        checkNothingIsLeft(kdn);
        return null;
    }

    private Void cutOff(int bytes) throws IOException, InterruptedException {
        Kdn kdn = fresh("in-" + bytes);
        Path content = Files.createDirectory(kdn.directory().resolve("content"));
        Files.writeString(content.resolve("changed"), "x".repeat(40_000));
        Result broken = kdn.shell("""
            tar -cf archive -C content changed && mkfifo pipe || exit
            kdn cp - shop:data <pipe & kdn=$!
            exec 3>pipe
            head -c %d archive >&3
            tries=200
            until ls -A ../storage/runtimes/fake/homes/fake-001/data | grep -q kdn-cp; do
              [ $((tries -= 1)) -gt 0 ] || exit 99
              sleep 0.05
            done
            pkill -KILL -P "$kdn" || kill -KILL "$kdn"
            wait "$kdn"
            """.formatted(bytes)).exit(KILLED);

        Path data = inside(kdn);
        Eventually.await(
                Duration.ofSeconds(20),
                "nothing is left inside of " + broken,
                () -> names(data).noneMatch(name -> name.contains("kdn-cp")));
        assertThat(data.resolve("changed")).hasContent("new");
        kdn.shell("kdn cp - shop:data <archive").exit(0);
        assertThat(data.resolve("changed")).hasContent("x".repeat(40_000));
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        return null;
    }

    private static Map<String, String> whole() {
        Map<String, String> whole = new TreeMap<>(OLD);
        whole.putAll(COPIED);
        return whole;
    }

    /// With a workspace that has `data`, and `there` to copy it to.
    private Kdn fresh(String point) throws IOException {
        Kdn kdn = template.fresh(folder.resolve(point));
        write(inside(kdn), COPIED);
        Files.createSymbolicLink(inside(kdn).resolve("deep/link"), Path.of("../changed"));
        Files.setPosixFilePermissions(
                inside(kdn).resolve("deep/private"), PosixFilePermissions.fromString("rwx------"));
        write(kdn.directory().resolve("there"), OLD);
        return kdn;
    }

    private static Path inside(Kdn kdn) {
        return kdn.storage().resolve("runtimes/fake/homes/fake-001/data");
    }

    private static void write(Path root, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
    }

    /// Counts what happens in the storage and at the destination.
    private static Kdn below(Kdn kdn) {
        Path root = kdn.storage().resolveSibling("").toAbsolutePath().normalize();
        return FileEffects.only(kdn, CALLS).with("EFFECTS_ROOT", root.toString());
    }

    /// Of the destination, without those that are not in their place yet.
    private static Map<String, String> files(Kdn kdn) throws IOException {
        Path there = kdn.directory().resolve("there");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(there)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = there.relativize(path).toString();
                if (!name.startsWith(".kdn-cp-") && !Files.isSymbolicLink(path)) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }

    private static void checkNothingIsLeft(Kdn kdn) {
        assertThat(names(kdn.directory().resolve("there"))).noneMatch(name -> name.contains("kdn-cp"));
        assertThat(names(kdn.storage().resolve("copies"))).isEmpty();
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList().stream();
        } catch (java.nio.file.NoSuchFileException none) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
