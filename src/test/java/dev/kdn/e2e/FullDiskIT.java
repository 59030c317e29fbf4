/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.FileEffects.Mode;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk that holds the storage is full; the fake engine, like a real one, keeps its own things elsewhere.
@SlowTest
class FullDiskIT {
    private static final List<String> NEEDING_ROOM = List.of("open", "write", "mkdir", "link");

    @TempDir
    private Path folder;

    private FileEffects effects;

    @BeforeEach
    void compile() {
        effects = FileEffects.compiledIn(folder);
    }

    @Test
    void initMakesNothingWhereverTheDiskGetsFull() throws IOException {
        checkEach("init", init("shop"), kdn -> assertThat(names(kdn)).containsExactly("kept"));
    }

    @Test
    void startStartsNothingWhereverTheDiskGetsFull() throws IOException {
        checkEach("start", new String[] {"start", "kept"}, kdn -> {
            assertThat(kdn.run("list").exit(0).stdout()).contains("stopped").doesNotContain("running");
        });
    }

    @Test
    void recreateKeepsTheWorkspaceWhereverTheDiskGetsFull() throws IOException {
        checkEach("recreate", new String[] {"recreate", "kept"}, kdn -> {
            assertThat(names(kdn)).containsExactly("kept");
        });
    }

    /// What frees room works although there is none, or leaves everything as it was.
    @Test
    void stopAndRemoveLoseNothingWhereverTheDiskGetsFull() throws IOException {
        for (String words : List.of("stop kept", "remove --force kept")) {
            List<String> counted = counted(words);
            List<Point> points = new ArrayList<>();
            for (int number : needingRoom(counted)) {
                points.add(new Point("full from " + counted.get(number - 1), () -> {
                    Kdn kdn = running(words + number);
                    Result result = effects.at(kdn, number, Mode.FULL).run(words.split(" "));
                    assertThat(result.exit()).as(result.output()).isIn(0, 1);
                    assertThat(names(kdn)).hasSizeLessThanOrEqualTo(1);
                    kdn.run("prune").exit(0);
                    assertThat(kdn.run(words.split(" ")).exit()).isIn(0, 3); // removed already
                    assertThat(kdn.run("list").exit(0).stdout().contains("running"))
                            .isEqualTo(words.equals("prune"));
                    assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
                    return null;
                }));
            }
            assertThat(points).isNotEmpty();
            CrashPoints run = new CrashPoints();
            run.check(words, points);
            System.out.println("full disk: " + run.summary());
        }
    }

    private List<String> counted(String words) throws IOException {
        Kdn whole = running(words + "-whole");
        effects.counting(whole).run(words.split(" ")).exit(0);
        return FileEffects.counted(whole);
    }

    /// With a workspace that runs, and with what a killed init left.
    private Kdn running(String name) throws IOException {
        Kdn kdn = fresh(name.replace(' ', '-'));
        kdn.run("start", "kept").exit(0);
        effects.at(kdn, 12, Mode.BEFORE).run(init("shop")).exit(137);
        FileEffects.counted(kdn);
        return kdn;
    }

    private static List<Integer> needingRoom(List<String> counted) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= counted.size(); i++) {
            if (NEEDING_ROOM.contains(counted.get(i - 1).split(" ", -1)[1])) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private interface Check {
        void on(Kdn kdn);
    }

    private void checkEach(String name, String[] words, Check unchanged) throws IOException {
        Kdn whole = fresh(name + "-whole");
        effects.counting(whole).run(words).exit(0);
        List<String> counted = FileEffects.counted(whole);
        List<Point> points = new ArrayList<>();
        for (int number : needingRoom(counted)) {
            points.add(new Point("full from " + counted.get(number - 1), () -> {
                Kdn kdn = fresh(name + "-" + number);
                Result result = effects.at(kdn, number, Mode.FULL).run(words).exit(1);
                assertThat(result.stderr()).containsIgnoringCase("no space left on device");
                assertThat(result.stdout()).isEmpty();
                unchanged.on(kdn);
                kdn.run("prune").exit(0);
                unchanged.on(kdn);
                kdn.run(words).exit(0);
                assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
                return null;
            }));
        }
        assertThat(points).hasSizeGreaterThan(4);
        CrashPoints run = new CrashPoints();
        run.check(name, points);
        System.out.println("full disk: " + run.summary());
    }

    @Test
    void stopRemoveAndPruneWorkOnAFullDisk() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root for mounts");
        Kdn kdn = fresh("really");
        kdn.run(init("shop")).exit(0);
        kdn.run("start", "shop").exit(0);
        Files.writeString(kdn.storage().resolve(".instances.json-4194305-1-1.tmp"), "[");

        Result result = kdn.shell("""
            unshare --mount sh -ec '
            mkdir -p $HOME/copy $HOME/engine
            cp -a $KDN_STORAGE/. $HOME/copy
            cp -a $KDN_STORAGE/runtimes/fake/. $HOME/engine
            mount -t tmpfs -o size=128k none $KDN_STORAGE
            cp -a $HOME/copy/. $KDN_STORAGE
            mount --bind $HOME/engine $KDN_STORAGE/runtimes/fake
            cat /dev/zero >$KDN_STORAGE/filler 2>/dev/null || true
            %1$s init --runtime fake --agent shell --name more . || echo init $?
            %1$s start kept || echo start $?
            %1$s list
            %1$s stop shop && echo stopped
            cat /dev/zero >>$KDN_STORAGE/filler 2>/dev/null || true
            %1$s remove shop && echo removed
            cat /dev/zero >>$KDN_STORAGE/filler2 2>/dev/null || true
            %1$s prune && %1$s prune
            %1$s list'
            """.formatted(Kdn.DISTRIBUTION.resolve("bin/kdn")));

        assertThat(result.exit(0).stdout())
                .contains("init 1\n", "start 1\n", "\nstopped\n", "\nremoved\n", "Nothing to remove\n")
                .doesNotContain("more");
        assertThat(result.stderr()).containsIgnoringCase("no space left on device");
    }

    private List<String> names(Kdn kdn) {
        return kdn.run("list")
                .exit(0)
                .stdout()
                .lines()
                .filter(line -> line.contains("fake"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private Kdn fresh(String name) throws IOException {
        Kdn kdn = Kdn.fresh(folder.resolve(name));
        kdn.run(init("kept")).exit(0);
        return kdn.with("EFFECTS_EXCEPT", kdn.storage().resolve("runtimes").toString());
    }

    private String[] init(String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
        return new String[] {"init", "--runtime", "fake", "--agent", "shell", sources.toString()};
    }
}
