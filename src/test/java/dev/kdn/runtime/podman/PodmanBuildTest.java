/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static dev.kdn.process.ScriptedCommandRunner.failed;
import static dev.kdn.process.ScriptedCommandRunner.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.runtime.container.EngineImages.Owner;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of builds that end in different ways.
class PodmanBuildTest {
    private static final String LAYER = "0123456789ab";
    private static final String WORKING = "w0rking";

    @TempDir
    Path folder;

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();

    @BeforeEach
    void answer() {
        runner.on("podman", ok(""));
        runner.on("podman info --format json", ok("{}"));
        runner.on("podman info --format {{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers", _ -> {
            leaveWorkingContainer();
            return ok(folder.resolve("store") + "\n");
        });
    }

    /// As podman would of a build that was broken off: its description names the context folder.
    private void leaveWorkingContainer() {
        try {
            Path data = Files.createDirectories(folder.resolve("store").resolve(WORKING + "/userdata"));
            Files.writeString(data.resolve("buildah.json"), "{\"source\": \"" + onlyContext() + "\"}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path onlyContext() throws IOException {
        try (var contexts = Files.list(builds())) {
            return contexts.findFirst().orElseThrow();
        }
    }

    private Path builds() {
        return folder.resolve("storage/runtimes/podman/builds");
    }

    /// The runner tells of a finished step before each build ends.
    private KdnException failureOf(ScriptedCommandRunner scripted) {
        return failureOf(scripted, new TreeMap<>());
    }

    private KdnException failureOf(ScriptedCommandRunner scripted, SortedMap<String, String> proxies) {
        CommandRunner telling = new CommandRunner() {
            @Override
            public CommandResult run(Command command, Consumer<String> lines) {
                lines.accept("--> " + LAYER);
                return scripted.run(command, lines);
            }

            @Override
            public int attach(Command command) {
                return scripted.attach(command);
            }
        };
        PodmanCli podman =
                new PodmanCli(telling, () -> "podman", new PodmanTroubles(Path.of("/none"), Map.of(), () -> 0));
        Storage storage = new Storage(folder.resolve("storage"));
        BuildContexts contexts = new BuildContexts(storage, builds(), new BuildLeftovers(podman));
        PodmanBuild build = new PodmanBuild(podman, contexts);
        ImageRecipe recipe = new ImageRecipe("shell", "base", Map.of("Containerfile", "FROM base\n"), "linux/amd64");
        try {
            Owner owner = new Owner("s", "abc");
            String _ = build.run(new Build(recipe, BuildOptions.DEFAULT, "", owner, proxies), _ -> {});
        } catch (KdnException failure) {
            return failure;
        }
        throw new AssertionError("the build did not fail");
    }

    private List<String> removals() {
        return runner.lines().stream()
                .filter(line -> line.startsWith("podman rm"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 137, 143})
    void clearsUpAfterASignalButKeepsTheCache(int exitCode) {
        runner.on("podman build", failed(exitCode, ""));

        assertThat(failureOf(runner)).isInstanceOf(EngineException.class);

        assertThat(removals()).containsExactly("podman rm -f " + WORKING);
        assertThat(builds()).isEmptyDirectory();
    }

    @Test
    void proxiesAreThoseOfKdnOrLeftToPodman() {
        runner.on("podman build", failed(125, "no"));

        assertThat(failureOf(runner, new TreeMap<>(Map.of("HTTP_PROXY", "http://a:1", "no_proxy", "b,c"))))
                .isInstanceOf(EngineException.class);
        assertThat(failureOf(runner)).isInstanceOf(EngineException.class);

        List<String> builds = runner.lines().stream()
                .filter(line -> line.startsWith("podman build"))
                .toList();
        assertThat(builds).hasSize(2);
        assertThat(builds.getFirst())
                .contains(" --http-proxy=false --build-arg HTTP_PROXY=http://a:1 --build-arg no_proxy=b,c ");
        assertThat(builds.getLast()).doesNotContain("prox");
    }

    @Test
    void removesTheLayersTooOfABuildThatWasCancelled() {
        runner.on("podman build", _ -> {
            throw new CancelledException("cancelled", null, new InterruptedException());
        });

        assertThat(failureOf(runner)).isInstanceOf(CancelledException.class);

        assertThat(removals()).containsExactly("podman rm -f " + WORKING, "podman rmi " + LAYER);
        assertThat(builds()).isEmptyDirectory();
    }

    @Test
    void removesTheLayersTooOfABuildThatTookTooLong() {
        runner.on("podman build", _ -> {
            throw new TimedOutException("too long");
        });

        assertThat(failureOf(runner)).isInstanceOf(TimedOutException.class);

        assertThat(removals()).containsExactly("podman rm -f " + WORKING, "podman rmi " + LAYER);
    }

    @Test
    void hasNothingToClearAfterABuildThatFailedByItself() {
        runner.on("podman build", failed(125, "Error: no"));

        assertThat(failureOf(runner)).isInstanceOf(EngineException.class);

        assertThat(removals()).isEmpty();
        assertThat(builds()).isEmptyDirectory();
    }

    @Test
    void hasNothingToClearWhenPodmanIsNotThere() {
        runner.on("podman build", _ -> {
            throw new UnavailableException("podman: not found on PATH");
        });

        assertThat(failureOf(runner)).isInstanceOf(UnavailableException.class);

        assertThat(removals()).isEmpty();
        assertThat(builds()).isEmptyDirectory();
    }

    @Test
    void keepsTheFolderByWhichAPruneFindsWhatCouldNotBeCleared() {
        runner.on("podman build", failed(137, "")).on("podman rm", failed(125, "Error: busy"));

        KdnException failure = failureOf(runner);

        assertThat(failure).hasMessage("podman exited with status 137");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessage("failed to remove working container " + WORKING + ": busy"));
        assertThat(builds()).isNotEmptyDirectory();
    }

    @Test
    void keepsTheFolderWhenPodmanCannotTellWhereToLook() throws IOException {
        runner.on("podman build", failed(137, ""))
                .on("podman info --format {{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers", failed(1, ""));

        assertThat(failureOf(runner)).isInstanceOf(EngineException.class);

        assertThat(onlyContext()).isDirectory();
    }

    @Test
    void doesNotMindLayersThatAnotherBuildUses() {
        runner.on("podman build", _ -> {
            throw new TimedOutException("too long");
        });
        runner.on("podman rmi", failed(2, "Error: in use")).on("podman rm", failed(1, "Error: gone"));

        assertThatThrownBy(() -> {
                    throw failureOf(runner);
                })
                .isInstanceOf(TimedOutException.class)
                .hasNoSuppressedExceptions();
        assertThat(builds()).isEmptyDirectory();
    }
}
