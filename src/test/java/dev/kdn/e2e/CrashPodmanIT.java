/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// kdn is killed before, during and after each of its calls of podman, and before each change of a file between them.
@SlowTest
@EngineTest("podman")
class CrashPodmanIT extends CrashSuite {
    private FileEffects effects;
    private volatile String folderOfContainers = "";

    @Override
    TestRuntime runtime() {
        return TestRuntime.PODMAN;
    }

    @BeforeAll
    void compile(@TempDir Path temp) {
        effects = FileEffects.compiledIn(temp);
    }

    @Override
    void leaveGarbage(Workbench bench, String[] init) {
        shot(PodmanShim.at(bench.kdn, 2, PodmanShim.Mode.AFTER), init).exit(KILLED);
    }

    private static Result shot(Kdn kdn, String[] words) {
        Result result = kdn.run(words);
        PodmanShim.calls(kdn);
        FileEffects.counted(kdn);
        return result;
    }

    /// The one that makes as well as removes; with the fake runtime every one is tried.
    static List<BrokenOff> changingFiles() {
        return BrokenOff.all().stream()
                .filter(operation -> operation.name().equals("recreate"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nothingIsLostAtACallOfPodman(BrokenOff operation) throws Exception {
        List<String> calls = undisturbed(operation, bench -> {
            prepare(bench, operation);
            PodmanShim.counting(bench.kdn).run(words(bench, operation)).exit(0);
            return PodmanShim.calls(bench.kdn);
        });
        assertThat(calls).as("calls").hasSizeBetween(1, 30);
        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= calls.size(); i++) {
            int number = i;
            for (PodmanShim.Mode mode : modes(calls.get(i - 1))) {
                int variant = all.size();
                all.add(new Point(
                        mode + " podman " + calls.get(i - 1) + ", number " + i,
                        () -> kill(
                                operation,
                                variant,
                                (bench, words) -> shot(PodmanShim.at(bench.kdn, number, mode), words))));
            }
        }
        points.check(operation + "/calls", all);
    }

    /// Before and after a question all is as it was after the call before it; that podman does late what it was asked
    /// matters where something new comes of it.
    List<PodmanShim.Mode> modes(String call) {
        boolean question = call.matches("(ps|info|images|inspect) .*|\\w+ (exists|inspect|ls)");
        if (question) {
            return List.of();
        }
        return call.matches("(create|build|tag|rename) .*|\\w+ create")
                ? List.of(PodmanShim.Mode.values())
                : List.of(PodmanShim.Mode.BEFORE, PodmanShim.Mode.AFTER);
    }

    @ParameterizedTest
    @MethodSource("changingFiles")
    void nothingIsLostAtAChangeOfAFile(BrokenOff operation) throws Exception {
        List<String> counted = undisturbed(operation, bench -> {
            prepare(bench, operation);
            visible(effects.counting(bench.kdn)).run(words(bench, operation)).exit(0);
            return FileEffects.counted(bench.kdn);
        });
        assertThat(counted).as("effects").hasSizeBetween(4, 60);
        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            all.add(new Point(
                    "before " + counted.get(i - 1),
                    () -> kill(
                            operation,
                            number,
                            (bench, words) ->
                                    shot(visible(effects.at(bench.kdn, number, FileEffects.Mode.BEFORE)), words))));
        }
        points.check(operation + "/files", all);
    }

    /// What opens, writes or syncs leaves nothing but another temporary file, what makes a folder an empty one; the
    /// fake
    /// runtime's suite has all of them.
    private static Kdn visible(Kdn kdn) {
        return FileEffects.only(kdn, List.of("rename", "unlink", "link"));
    }

    @Test
    void nothingIsLeftOfABuildInWhoseMiddleKdnDies() throws Exception {
        String seconds = Processes.sleep(7134);
        with(bench -> {
            prepare(bench, INIT);
            bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"sleep " + seconds + "\"]}");
            RunningProgram init =
                    bench.kdn.start(words(bench, INIT)).awaitUntil("the build step runs", () -> sleeping(seconds));

            init.signal("KILL");

            init.await().exit(KILLED);
            bench.kdn.run("list").exit(0);
            assertThat(bench.kdn.run("prune").exit(0).stdout())
                    .contains("settled interrupted operation create of shop");
            assertThat(sleeping(seconds)).as("the RUN process of the build").isFalse();
            assertThat(leftoversOfBuilds(bench)).isEmpty();
            assertThat(bench.kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
            assertThat(leftovers(bench, recorded(bench))).isEmpty();
            bench.image("{\"base\": \"" + Workbench.BASE + "\"}");
            return true;
        });
    }

    /// Those of builds of this storage, whose folders are mounted into them.
    @Override
    List<String> leftoversOfBuilds(Workbench bench) {
        if (folderOfContainers.isEmpty()) {
            folderOfContainers = bench.runtime.engine(
                    "info", "--format", "{{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers");
        }
        try (Stream<Path> containers = Files.list(Path.of(folderOfContainers))) {
            return containers
                    .filter(container -> text(container.resolve("userdata/buildah.json"))
                            .contains(bench.kdn.storage().toString()))
                    .map(container -> "working container " + container.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean sleeping(String seconds) {
        return !Processes.running("sleep", seconds).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
