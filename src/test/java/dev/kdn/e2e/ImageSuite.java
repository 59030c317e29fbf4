/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kdn image` with a real engine; the same for all of them.
abstract class ImageSuite {
    private final String runtime;
    private final List<String> engine;
    private final Map<String, String> variables;

    @TempDir
    private Path folder;

    private Kdn kdn;
    private Path shop;

    /// @param runtime as for `--runtime`
    /// @param engine the command to look behind kdn's back
    /// @param variables by which kdn finds the engine
    @SuppressWarnings("NullAway.Init") // before each test
    ImageSuite(String runtime, List<String> engine, Map<String, String> variables) {
        this.runtime = runtime;
        this.engine = List.copyOf(engine);
        this.variables = Map.copyOf(variables);
    }

    @BeforeEach
    void open() throws IOException {
        kdn = fresh("one");
        shop = project("shop");
    }

    @AfterEach
    void close() {
        cleanUp(kdn);
    }

    private Kdn fresh(String name) throws IOException {
        Kdn made = Kdn.fresh(folder.resolve(name));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            made = made.with(variable.getKey(), variable.getValue());
        }
        configure(made, "{\"base\": \"" + Workbench.SMALL_BASE + "\"}");
        return made;
    }

    private void configure(Kdn made, String json) throws IOException {
        Path config = made.storage().resolve("runtimes/" + runtime + "/config");
        Files.writeString(Files.createDirectories(config).resolve("image.json"), json);
    }

    private Path project(String name) throws IOException {
        Path project = Files.createDirectories(folder.resolve("projects").resolve(name));
        Workbench.OWNER.own(project);
        return project;
    }

    @Test
    void imagesAreBuiltAheadUsedListedAndRemoved() {
        Result first = build();
        String tag = first.stdout().strip();
        assertThat(tag).matches("localhost/kdn/shell:[0-9a-f]{16}");
        assertThat(first.stderr()).contains("Building container image: " + tag);
        Result second = build();
        assertThat(second.stdout()).isEqualTo(first.stdout());
        assertThat(second.stderr()).isEqualTo("The image is there already; build it anew with --rebuild\n");

        Result init = init("shop");
        assertThat(init.stderr()).doesNotContain("Building");
        assertThat(line(tag)).containsPattern("shell +[0-9.]+ MB +.* ago +shop$");
        assertThat(kdn.run("image", "prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");

        assertThat(build("--rebuild", "-o", "json").stdout()).contains("\"built\": true", tag);
        assertThat(line(tag)).endsWith("-");
        String older =
                kdn.run("image", "list").exit(0).stdout().lines().toList().getLast();
        assertThat(older).matches("[0-9a-f]{12} .* shop");

        assertThat(kdn.run("image", "prune", "--dry-run").exit(0).stdout()).startsWith("would remove image " + tag);
        assertThat(kdn.run("image", "prune").exit(0).stdout())
                .isEqualTo("removed image " + tag + " (" + runtime + ")\n");
        assertThat(engine("image", "inspect", "--format", "{{.Id}}", tag).exit())
                .isNotZero();
        assertThat(kdn.run("image", "list").exit(0).stdout().lines()).hasSize(2);

        kdn.run("remove", "shop").exit(0);
        assertThat(kdn.run("image", "prune", "-o", "json").exit(0).stdout()).contains("\"kind\": \"image\"");
        assertThat(images(kdn)).isEmpty();
        assertThat(kdn.storage().resolve("runtimes/" + runtime + "/images")).isEmptyDirectory();
        assertThat(kdn.run("image", "list").exit(0).stdout()).isEqualTo("No images\n");
        init("again");
    }

    @Test
    void whatOthersUseStays() throws IOException {
        Kdn other = fresh("two");
        try {
            String theirs = build(other).stdout().strip();
            String ours = build().stdout().strip();
            String container = engine("create", ours, "true").exit(0).stdout().strip();
            try {
                assertThat(line(ours)).endsWith("(a container that is no workspace)");
                assertThat(kdn.run("image", "prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
            } finally {
                engine("rm", container).exit(0);
            }
            String mine = "localhost/kept-by-a-test:" + ours.substring(ours.indexOf(':') + 1);
            engine("tag", ours, mine).exit(0);
            assertThat(kdn.run("image", "prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
            engine("rmi", mine).exit(0);

            assertThat(kdn.run("image", "prune").exit(0).stdout()).startsWith("removed image " + ours);

            assertThat(engine("image", "inspect", "--format", "{{.Id}}", theirs).exit())
                    .isZero();
            assertThat(kdn.run("image", "list").exit(0).stdout()).isEqualTo("No images\n");
        } finally {
            cleanUp(other);
        }
    }

    @Test
    void nothingIsRemovedWhenTheListIsLost() throws IOException {
        init("shop");
        String tag = build("--rebuild").stdout().strip();
        Files.delete(kdn.storage().resolve("instances.json"));
        Files.deleteIfExists(kdn.storage().resolve("instances.json.bak"));

        Result result = kdn.run("image", "prune").exit(4);

        assertThat(result.stderr()).startsWith("Error: 1 image was left alone");
        assertThat(engine("image", "inspect", "--format", "{{.Id}}", tag).exit())
                .isZero();
    }

    /// Whoever comes first: the other one copes.
    @Test
    void initAndPruneDoNotDisturbEachOther() throws IOException {
        build();
        for (int i = 0; i < 4; i++) {
            RunningProgram prune = kdn.start("image", "prune");
            Result init = init("w" + i);
            assertThat(init.stdout().strip()).hasSize(64);
            prune.await().exit(0);
            kdn.run("remove", "w" + i).exit(0);
        }
    }

    @Test
    void aBuildThatIsKilledIsLeftAloneWhileItLivesAndSettledAfterwards() throws IOException {
        String mark = "5" + Math.floorMod(folder.hashCode(), 100_000);
        configure(kdn, "{\"base\": \"" + Workbench.SMALL_BASE + "\", \"run_commands\": [\"sleep " + mark + "\"]}");
        RunningProgram build = kdn.start("image", "build", "--runtime", runtime, "--agent", "shell", shop.toString())
                .awaitUntil("the build step runs", () -> isSleeping(mark));

        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        assertThat(isSleeping(mark)).isTrue();
        build.signal("KILL");
        assertThat(build.await().exit()).isEqualTo(137);

        assertThat(kdn.run("prune").exit(0).stdout()).contains("settled interrupted operation build of an image");
        build.awaitUntil("the build step has ended", () -> !isSleeping(mark));
        assertThat(kdn.storage().resolve("intents")).isEmptyDirectory();
        // What came from a cache of the engine's own may be gone only now, with a second look.
        kdn.run("prune").exit(0);
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        assertThat(kdn.run("image", "list").exit(0).stdout()).isEqualTo("No images\n");
    }

    private Result build(String... more) {
        return build(kdn, more);
    }

    private Result build(Kdn from, String... more) {
        List<String> words = new ArrayList<>(List.of("image", "build", "--runtime", runtime, "--agent", "shell"));
        words.addAll(List.of(more));
        words.add(shop.toString());
        return from.run(words.toArray(String[]::new)).exit(0);
    }

    private Result init(String name) {
        return kdn.run("init", "--runtime", runtime, "--agent", "shell", "--name", name, shop.toString())
                .exit(0);
    }

    /// The line of the table about that image.
    private String line(String tag) {
        return kdn.run("image", "list", "--runtime", runtime)
                .exit(0)
                .stdout()
                .lines()
                .filter(line -> line.startsWith(tag + " "))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSleeping(String seconds) {
        return !Processes.running("sleep", seconds).isEmpty();
    }

    private Result engine(String... arguments) {
        List<String> argv = new ArrayList<>(engine);
        argv.addAll(List.of(arguments));
        return Program.of(argv, TestEnvironment.engines(), folder.resolve("engine"))
                .withLimit(Duration.ofMinutes(1))
                .run();
    }

    private List<String> images(Kdn of) {
        return owned(of, "images", "-q");
    }

    private List<String> owned(Kdn of, String... listing) {
        String id;
        try {
            id = Files.readString(of.storage().resolve("storage-id")).strip();
        } catch (IOException none) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(listing));
        arguments.addAll(List.of("--filter", "label=dev.kdn.storage=" + id));
        return engine(arguments.toArray(String[]::new))
                .stdout()
                .lines()
                .distinct()
                .toList();
    }

    private void cleanUp(Kdn of) {
        owned(of, "ps", "-aq").forEach(id -> engine("rm", "-f", id));
        owned(of, "network", "ls", "-q").forEach(id -> engine("network", "rm", id));
        for (int i = 0; i < 2; i++) {
            images(of).forEach(id -> engine("rmi", "-f", id));
        }
    }
}
