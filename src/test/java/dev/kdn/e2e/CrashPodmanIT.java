/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.e2e.BrokenOff.Shop;
import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.RuntimeUnderTest;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// kdn is killed before, during and after each of its calls of podman, and before each change of a file between them.
@SlowTest
@EngineTest("podman")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashPodmanIT {
    private static final int KILLED = 137;
    private static final String PRECIOUS = "precious";
    private static final String BUILD = "init with a build";

    private final CrashPoints points = new CrashPoints();
    private final BlockingQueue<Workbench> benches = new ArrayBlockingQueue<>(2);
    private final AtomicInteger builds = new AtomicInteger();
    private FileEffects effects;

    @BeforeAll
    void prepare(@TempDir Path temp) throws IOException {
        effects = FileEffects.compiledIn(temp);
        for (String name : List.of("one", "two")) {
            Workbench bench = Workbench.in(temp.resolve(name));
            benches.add(bench);
            bench.init(bench.project("kept"));
            bench.init(bench.project("runs"), "--start");
            bench.project("shop");
        }
    }

    @AfterAll
    void report() {
        System.out.println("podman: " + points.summary());
        benches.forEach(Workbench::close);
    }

    static List<BrokenOff> operations() {
        List<BrokenOff> operations = new ArrayList<>(BrokenOff.all());
        operations.removeIf(operation -> operation.name().equals("recreate")); // with --force it is that and more
        operations.add(new BrokenOff(BUILD, Shop.NONE, false, List.of("init")));
        return operations;
    }

    static List<BrokenOff> changingFiles() {
        return BrokenOff.all().stream()
                .filter(operation -> List.of("init", "remove", "recreate").contains(operation.name()))
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
                        () -> kill(operation, variant, kdn -> PodmanShim.at(kdn, number, mode))));
            }
        }
        points.check(operation + "/calls", all);
    }

    /// After a question all is as it was before.
    private static List<PodmanShim.Mode> modes(String call) {
        boolean question = call.matches("(ps|info|images|inspect) .*|\\w+ (exists|inspect|ls)");
        return question ? List.of(PodmanShim.Mode.BEFORE) : List.of(PodmanShim.Mode.values());
    }

    @ParameterizedTest
    @MethodSource("changingFiles")
    void nothingIsLostAtAChangeOfAFile(BrokenOff operation) throws Exception {
        List<String> counted = undisturbed(operation, bench -> {
            prepare(bench, operation);
            visible(effects.counting(bench.kdn)).run(words(bench, operation)).exit(0);
            return FileEffects.counted(bench.kdn);
        });
        assertThat(counted).as("effects").hasSizeBetween(8, 60);
        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            all.add(new Point(
                    "before " + counted.get(i - 1),
                    () -> kill(operation, number, kdn -> visible(effects.at(kdn, number, FileEffects.Mode.BEFORE)))));
        }
        points.check(operation + "/files", all);
    }

    /// A write or an fsync leaves nothing but another temporary file.
    private static Kdn visible(Kdn kdn) {
        return FileEffects.only(kdn, List.of("open", "rename", "unlink", "mkdir", "rmdir", "link"));
    }

    @Test
    void nothingIsLeftOfABuildInWhoseMiddleKdnDies() throws Exception {
        with(bench -> {
            prepare(bench, BrokenOff.all().getFirst());
            bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"sleep 7134\"]}");
            RunningProgram init = bench.kdn
                    .start(words(bench, BrokenOff.all().getFirst()))
                    .awaitUntil("the build step runs", () -> sleeping("7134"));

            init.signal("KILL");

            init.await().exit(KILLED);
            bench.kdn.run("list").exit(0);
            assertThat(bench.kdn.run("prune").exit(0).stdout())
                    .contains("settled interrupted operation create of shop");
            assertThat(sleeping("7134")).as("the RUN process of the build").isFalse();
            assertThat(workingContainers(bench)).isEmpty();
            assertThat(bench.kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
            assertThat(leftovers(bench, recorded(bench))).isEmpty();
            bench.image("{\"base\": \"" + Workbench.BASE + "\"}");
            return true;
        });
    }

    private Void kill(BrokenOff operation, int variant, UnaryOperator<Kdn> weapon) throws Exception {
        boolean checked = with(bench -> {
            Result broken = broken(bench, operation, weapon);
            if (broken.exit() == 0) { // it was asked something once more when calls were counted
                broken = broken(bench, operation, weapon);
            }
            broken.exit(KILLED);
            if (operation.keeps() && operation.name().startsWith("recreate")) {
                assertThat(history(bench)).as("the agent's state").contains(PRECIOUS);
            }
            new Aftermath(bench.kdn, List.of(words(bench, BrokenOff.all().getFirst())), ids -> leftovers(bench, ids))
                    .check(operation, broken, variant);
            return true;
        });
        assertThat(checked).isTrue();
        return null;
    }

    private Result broken(Workbench bench, BrokenOff operation, UnaryOperator<Kdn> weapon) throws IOException {
        prepare(bench, operation);
        Result broken = weapon.apply(bench.kdn).run(words(bench, operation));
        PodmanShim.calls(bench.kdn);
        FileEffects.counted(bench.kdn);
        return broken;
    }

    private interface Work<T> {
        T on(Workbench bench) throws Exception;
    }

    /// Without another workspace of that name in the engine, which would make for more calls.
    private <T> T undisturbed(BrokenOff operation, Work<T> work) throws Exception {
        Workbench other = benches.take();
        try {
            if (operation.shop() == Shop.NONE) {
                prepare(other, operation);
            }
            return with(work);
        } finally {
            benches.add(other);
        }
    }

    private <T> T with(Work<T> work) throws Exception {
        Workbench bench = benches.take();
        boolean done = false;
        try {
            T result = work.on(bench);
            done = true;
            return result;
        } finally {
            if (!done) {
                bench.kdn.run("prune"); // one failed point is not to spoil the next ones
            }
            benches.add(bench);
        }
    }

    /// Brings `shop` into the state that the operation finds.
    private void prepare(Workbench bench, BrokenOff operation) throws IOException {
        boolean there = bench.kdn.run("list").exit(0).stdout().contains("shop");
        if (there && operation.shop() == Shop.NONE) {
            bench.kdn.run("remove", "--force", "shop").exit(0);
        }
        if (!there && operation.shop() != Shop.NONE) {
            bench.init(bench.project("shop"));
        }
        if (operation.shop() == Shop.RUNNING) {
            bench.kdn.run("start", "shop").exit(0);
        } else if (there && operation.shop() == Shop.STOPPED) {
            bench.kdn.run("stop", "shop").exit(0);
        }
        if (operation.name().startsWith("recreate")) {
            Path history = Files.writeString(bench.kdn.storage().resolveSibling("history"), PRECIOUS);
            RuntimeUnderTest.engine("cp", history.toString(), container(bench) + ":/home/agent/.bash_history");
        }
        if (operation.name().equals(BUILD)) {
            String command = "echo " + builds.incrementAndGet();
            bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"" + command + "\"]}");
        }
        if (operation.name().equals("prune")) {
            String[] other = Workbench.arguments(bench.project("other"));
            PodmanShim.at(bench.kdn, 2, PodmanShim.Mode.AFTER).run(other).exit(KILLED);
            PodmanShim.calls(bench.kdn);
        }
    }

    /// The container of `shop` that is on record.
    private static String container(Workbench bench) throws IOException {
        for (JsonNode record : new ObjectMapper()
                .readTree(bench.kdn.storage().resolve("instances.json").toFile())) {
            if (record.path("name").asText().equals("shop")) {
                return record.path("runtime").path("instance_id").asText();
            }
        }
        throw new AssertionError("shop is in no record");
    }

    /// As a tar archive.
    private static String history(Workbench bench) throws IOException {
        return RuntimeUnderTest.engine("cp", container(bench) + ":/home/agent/.bash_history", "-");
    }

    private static String[] words(Workbench bench, BrokenOff operation) throws IOException {
        return operation.words(Workbench.arguments(bench.project("shop")));
    }

    private static List<String> recorded(Workbench bench) throws IOException {
        return bench.kdn.run("list", "-q").exit(0).stdout().lines().toList();
    }

    private static List<String> leftovers(Workbench bench, List<String> ids) {
        String filter = "label=dev.kdn.storage=" + bench.storageId();
        String containers = "container {{index .Labels \"dev.kdn.workspace\"}} {{.Names}}";
        List<String> left = new ArrayList<>();
        Stream.of(
                        RuntimeUnderTest.engine("ps", "-a", "--filter", filter, "--format", containers),
                        RuntimeUnderTest.engine("network", "ls", "--filter", filter, "--format", "network {{.Labels}}"),
                        RuntimeUnderTest.engine("images", "-q", "--filter", filter, "--filter", "dangling=true"))
                .flatMap(String::lines)
                .filter(line -> ids.stream().noneMatch(line::contains))
                .forEach(left::add);
        left.addAll(workingContainers(bench));
        return left;
    }

    /// Those of builds of this storage, whose folders are mounted into them.
    private static List<String> workingContainers(Workbench bench) {
        String folder = RuntimeUnderTest.engine(
                "info", "--format", "{{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers");
        try (Stream<Path> containers = Files.list(Path.of(folder))) {
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
