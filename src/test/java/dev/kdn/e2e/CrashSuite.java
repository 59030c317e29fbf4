/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.e2e.BrokenOff.Shop;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// kdn is killed in the middle of commands, on two storages at a time that have the same workspaces.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashSuite {
    static final int KILLED = 137;
    static final BrokenOff INIT = BrokenOff.all().getFirst();

    private static final String PRECIOUS = "precious";
    private static final String BUILD = "init with a build";

    final CrashPoints points = new CrashPoints();
    private final BlockingQueue<Workbench> benches = new ArrayBlockingQueue<>(2);
    private final AtomicInteger builds = new AtomicInteger();

    abstract TestRuntime runtime();

    /// Leaves what an init leaves that was broken off.
    ///
    /// @param init its words
    abstract void leaveGarbage(Workbench bench, String[] init);

    /// What of kdn's builds is left that no label tells of.
    List<String> leftoversOfBuilds(Workbench bench) {
        return List.of();
    }

    /// Waits until the engine has done all that it was asked for.
    void awaitLate(Workbench bench) {}

    /// Kills kdn.
    interface Weapon {
        /// Runs kdn with those words to its violent end.
        Result use(Workbench bench, String[] words);
    }

    @BeforeAll
    void makeWorkspaces(@TempDir Path temp) throws IOException {
        for (String name : List.of("one", "two")) {
            Workbench bench = Workbench.on(runtime(), Workbench.BASE, temp.resolve(name), this::kdn);
            benches.add(bench);
            bench.init(bench.project("kept"));
            bench.init(bench.project("runs"), "--start");
            bench.project("shop");
        }
    }

    /// How a storage's kdn is run.
    Kdn kdn(Kdn plain) {
        return plain;
    }

    @AfterAll
    void report() {
        System.out.println(getClass().getSimpleName() + ": " + points.summary());
        benches.forEach(Workbench::close);
    }

    static List<BrokenOff> operations() {
        List<BrokenOff> operations = new ArrayList<>(BrokenOff.all());
        operations.removeIf(operation -> operation.name().equals("recreate")); // with --force it is that and more
        operations.add(new BrokenOff(BUILD, Shop.NONE, false, List.of("init")));
        return operations;
    }

    /// One of each kind, for engines where all of them would only cost time.
    static List<BrokenOff> sample() {
        List<String> names = List.of("init", "remove --force", "recreate --force", "prune");
        return operations().stream()
                .filter(operation -> names.contains(operation.name()))
                .toList();
    }

    /// Kills kdn in that operation and looks at what is left.
    Void kill(BrokenOff operation, int variant, Weapon weapon) throws Exception {
        boolean checked = with(bench -> {
            Result broken = broken(bench, operation, weapon);
            for (int again = 0; again < 2 && broken.exit() == 0; again++) {
                broken = broken(bench, operation, weapon); // something more was done when it was counted
            }
            broken.exit(KILLED);
            if (operation.keeps() && operation.name().startsWith("recreate")) {
                assertThat(history(bench)).as("the agent's state").contains(PRECIOUS);
            }
            new Aftermath(bench.kdn, List.of(words(bench, INIT)), ids -> leftovers(bench, ids))
                    .check(operation, broken, variant, () -> awaitLate(bench));
            return true;
        });
        assertThat(checked).isTrue();
        return null;
    }

    private Result broken(Workbench bench, BrokenOff operation, Weapon weapon) throws IOException {
        prepare(bench, operation);
        return weapon.use(bench, words(bench, operation));
    }

    interface Work<T> {
        T on(Workbench bench) throws Exception;
    }

    /// Without another workspace of that name in the engine, which would make for more calls.
    <T> T undisturbed(BrokenOff operation, Work<T> work) throws Exception {
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

    <T> T with(Work<T> work) throws Exception {
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
    void prepare(Workbench bench, BrokenOff operation) throws IOException {
        boolean there = bench.isRecorded("shop");
        if (there && operation.shop() == Shop.NONE) {
            bench.kdn.run("remove", "--force", "shop").exit(0);
        }
        if (!there && operation.shop() != Shop.NONE) {
            bench.init(bench.project("shop"));
        }
        if (operation.name().equals("remove")) {
            bench.kdn.run("start", "shop").exit(0); // there is more to remove of one that ran
            bench.kdn.run("stop", "shop").exit(0);
        }
        if (operation.shop() == Shop.RUNNING) {
            bench.kdn.run("start", "shop").exit(0);
        } else if (there && operation.shop() == Shop.STOPPED) {
            bench.kdn.run("stop", "shop").exit(0);
        }
        if (operation.name().startsWith("recreate")) {
            Path history = Files.writeString(bench.kdn.storage().resolveSibling("history"), PRECIOUS);
            bench.runtime.engine("cp", history.toString(), container(bench) + ":/home/agent/.bash_history");
        }
        if (operation.name().equals(BUILD)) {
            String command = "echo " + builds.incrementAndGet();
            bench.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"" + command + "\"]}");
        }
        if (operation.name().equals("prune")) {
            leaveGarbage(bench, bench.words(bench.project("other")));
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
        return bench.runtime.engine("cp", container(bench) + ":/home/agent/.bash_history", "-");
    }

    static String[] words(Workbench bench, BrokenOff operation) throws IOException {
        return operation.words(bench.words(bench.project("shop")));
    }

    static List<String> recorded(Workbench bench) {
        return bench.kdn.run("list", "-q").exit(0).stdout().lines().toList();
    }

    List<String> leftovers(Workbench bench, List<String> ids) {
        String filter = "label=dev.kdn.storage=" + bench.storageId();
        String workspace = "label=dev.kdn.workspace"; // an engine's own for steps of a build have the other one, too
        String label = bench.runtime.isPodman() ? "index .Labels" : ".Label";
        String containers = "container {{" + label + " \"dev.kdn.workspace\"}} {{.Names}}";
        List<String> left = new ArrayList<>();
        Stream.of(
                        bench.runtime.engine(
                                "ps", "-a", "--filter", filter, "--filter", workspace, "--format", containers),
                        bench.runtime.engine("network", "ls", "--filter", filter, "--format", "network {{.Labels}}"),
                        bench.runtime.engine("images", "-q", "--filter", filter, "--filter", "dangling=true"))
                .flatMap(String::lines)
                .filter(line -> ids.stream().noneMatch(line::contains))
                .forEach(left::add);
        left.addAll(leftoversOfBuilds(bench));
        return left;
    }
}
