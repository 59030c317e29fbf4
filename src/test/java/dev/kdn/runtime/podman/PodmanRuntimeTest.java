/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static dev.kdn.process.ScriptedCommandRunner.failed;
import static dev.kdn.process.ScriptedCommandRunner.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatesOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of podman, and how its answers are understood.
class PodmanRuntimeTest {
    private static final String ID = "ab".repeat(32);

    @TempDir
    Path folder;

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private PodmanWorkbench bench;
    private PodmanRuntime runtime;

    @BeforeEach
    void build() {
        bench = new PodmanWorkbench(folder, PodmanWorkbench.base("x"));
        runtime = bench.runtime(runner);
        runner.on("podman", ok(""));
        runner.on("podman inspect", ok(ID + "\nrunning\n{}\nlocalhost/kdn/shell:1\n"));
    }

    /// A line of `podman ps` for a container of the workspace `shop`.
    private static String listed(String id, String containerName) {
        return id + " imageid workspace shop " + containerName + "\n";
    }

    @Test
    void understandsInspect() {
        runner.on(
                "podman inspect",
                ok(ID
                        + "\n"
                        + "exited\n"
                        + "{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"4000\"}],\"9/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"4001\"}]}\n"
                        + "localhost/x:1\n"));

        assertThat(runtime.info(ID))
                .isEqualTo(new RuntimeInfo(
                        ID,
                        RuntimeState.STOPPED,
                        Map.of(
                                "container_id",
                                ID,
                                "image_name",
                                "localhost/x:1",
                                "forwards",
                                "[{\"bind\":\"127.0.0.1\",\"port\":4001,\"target\":9},"
                                        + "{\"bind\":\"127.0.0.1\",\"port\":4000,\"target\":80}]")));
    }

    @ParameterizedTest
    @CsvSource({
        "running,RUNNING", "Up 2 minutes,RUNNING", "Created,STOPPED", "Exited (137) 1 second ago,STOPPED",
        "paused,PAUSED", "removing,STOPPED", "dead,ERROR", "dancing,UNKNOWN"
    })
    void mapsStates(String words, RuntimeState state) {
        runner.on("podman ps", ok(ID + " " + words + "\n"));

        assertThat(StatesOf.instances(runtime, ID)).isEqualTo(Map.of(ID, state));
    }

    @Test
    void listsItsOwnContainersOnly() {
        String storage = bench.storage.ensureId();

        StatesOf.instances(runtime, ID);

        assertThat(runner.lines())
                .containsExactly("podman ps -a --no-trunc --format {{.ID}} {{.State}} {{.ExitCode}} --filter"
                        + " label=dev.kdn.storage="
                        + storage);
    }

    @Test
    void tellsAMissingContainerFromAFailure() {
        runner.on("podman inspect", failed(125, "Error: whatever")).on("podman container exists", failed(1, ""));
        assertThatThrownBy(() -> runtime.info(ID)).isInstanceOf(NotFoundException.class);

        runner.on("podman container exists", failed(0, ""));
        assertThatThrownBy(() -> runtime.info(ID))
                .isInstanceOf(EngineException.class)
                .hasMessage("failed to inspect podman container " + ID + ": whatever");
    }

    @Test
    void explainsAPodmanThatDoesNotWork() {
        runner.on("podman", failed(125, "Error: cannot set up namespace"));

        assertThatThrownBy(() -> runtime.start(ID, bench.steps))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("podman does not work: cannot set up namespace");
        assertThat(bench.steps.events()).containsExactly("start: Starting container", "fail: Starting container");
    }

    @Test
    void saysWhatIsWrongWithThePodmanOfThisMachine() {
        runner.on("podman start", failed(125, "time=\"2026\" level=error msg=\"x\"\nError: no way\n"));
        runner.on("podman unpause", failed(125, "")).on("podman info", ok("{\"version\": {\"Version\": \"3.4.4\"}}"));

        assertThatThrownBy(() -> runtime.start(ID, bench.steps))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("failed to start podman container " + ID + ": no way\npodman 3.4.4 is too old for kdn")
                .satisfies(e -> assertThat(((UnavailableException) e).hint()).contains("install podman 4.3 or newer"));
    }

    @Test
    void passesNoDamagedIdToPodman() {
        assertThatThrownBy(() -> runtime.info("--all")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runtime.remove("name", bench.steps)).isInstanceOf(NotFoundException.class);
        assertThat(runner.calls()).isEmpty();
    }

    @Test
    void writesNothingWhenReading() {
        assertThat(runtime.capabilities().agents().orElseThrow().agents()).contains("shell");
        assertThat(bench.storage.runtimeFolder("podman").resolve("config")).isDirectoryContaining("glob:**image.json");
        assertThat(bench.storage.runtimeFolder("podman").resolve("config/shell.json"))
                .doesNotExist();
    }

    @Test
    void undoesAFailedCreate() {
        runner.on("podman create", failed(125, "Error: no"));
        runner.on("podman container exists", failed(1, "")).on("podman pod exists", failed(1, ""));
        runner.on("podman ps", ok(listed(ID, "shop")));

        assertThatThrownBy(
                        () -> runtime.create(bench.request("shop", folder, WorkspaceConfiguration.EMPTY), bench.steps))
                .isInstanceOf(EngineException.class)
                .hasMessage("failed to create podman container shop: no");

        assertThat(runner.lines()).contains("podman rm -f -v -t 0 " + ID);
        assertThat(runner.lines().getLast()).startsWith("podman network rm kdn-");
        assertThat(bench.storage.runtimeFolder("podman")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void takesAnotherNameWhenOthersKeepTakingItsOwn() {
        AtomicInteger tries = new AtomicInteger();
        runner.on("podman create", _ -> tries.incrementAndGet() < 3 ? failed(125, "Error: in use") : ok(ID + "\n"));
        runner.on("podman container exists", _ -> failed(tries.get() == 1 ? 1 : 0, ""));
        runner.on("podman pod exists", failed(1, ""));

        RuntimeInfo made = runtime.create(bench.request("shop", folder, WorkspaceConfiguration.EMPTY), bench.steps);

        assertThat(made.facts().get("container")).startsWith("kdn-shop-");
        assertThat(tries).hasValue(3);
    }

    @Test
    void removesNothingInFavourOfAContainerThatIsNotThere() {
        runner.on("podman ps", ok(listed("cd".repeat(32), "shop")));

        assertThatThrownBy(
                        () -> runtime.capabilities().recreation().orElseThrow().keepOnly(ID, ID))
                .isInstanceOf(NotFoundException.class);

        assertThat(runner.lines()).allMatch(line -> line.startsWith("podman ps "));
    }

    @Test
    void asksAgainWhenAListingIsDisturbed() {
        AtomicInteger asked = new AtomicInteger();
        runner.on(
                "podman ps",
                _ -> asked.getAndIncrement() < 3 ? failed(125, "Error: no such container") : ok(listed(ID, "shop")));

        RuntimeInfo kept = runtime.capabilities().recreation().orElseThrow().keepOnly(ID, ID);

        assertThat(kept.facts()).containsEntry("container", "shop");
        assertThat(asked).hasValue(4);
    }

    @Test
    void givesUpAListingThatFailsEachTime() {
        bench.storage.ensureId();
        runner.on("podman ps", failed(125, "Error: no"));

        assertThatThrownBy(() -> runtime.capabilities().garbage().orElseThrow().objects())
                .isInstanceOf(UnavailableException.class)
                .hasMessage("podman does not work: no");

        assertThat(runner.calls()).hasSize(4);
    }

    private void haveAnOldPodman() {
        runner.on("podman info", ok("{\"version\": {\"Version\": \"3.4.4\"}}"));
    }

    @ParameterizedTest
    @CsvSource({"start,true", "info,true", "create,true", "network,true", "start,false", "info,false", "create,false"})
    void isUnavailableWhereNoWorkspaceCanComeUp(String operation, boolean tellsWhatExists) {
        haveAnOldPodman();
        if (!tellsWhatExists) {
            runner.on("podman container exists", failed(125, "Error: no"));
            runner.on("podman image exists", failed(125, "Error: no"));
        }
        runner.on("podman start", failed(125, "Error: no")).on("podman unpause", failed(125, ""));
        runner.on("podman inspect", failed(125, "Error: no")).on("podman create", failed(125, "Error: no"));
        runner.on("podman pod exists", failed(1, ""));
        if (operation.equals("network")) {
            runner.on("podman network create", failed(125, "Error: no"));
        }

        assertThatThrownBy(() -> {
                    switch (operation) {
                        case "start" -> runtime.start(ID, bench.steps);
                        case "info" -> runtime.info(ID);
                        default ->
                            runtime.create(bench.request("shop", folder, WorkspaceConfiguration.EMPTY), bench.steps);
                    }
                })
                .isInstanceOf(UnavailableException.class)
                .hasMessageEndingWith(": no\npodman 3.4.4 is too old for kdn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "rm", "network rm", "container exists"})
    void isNotUnavailableOnlyBecauseOneObjectCannotBeChanged(String call) {
        haveAnOldPodman();
        bench.record(ID, "kdn-net");
        boolean stop = call.equals("stop") || call.equals("container exists");
        if (stop) {
            runner.on("podman stop", failed(125, "Error: no"));
        }
        runner.on("podman " + call, failed(125, "Error: no")).on("podman unpause", failed(125, ""));

        assertThatThrownBy(() -> {
                    if (stop) {
                        runtime.stop(ID, bench.steps);
                    } else {
                        runtime.remove(ID, bench.steps);
                    }
                })
                .hasMessageEndingWith(": no")
                .asInstanceOf(type(EngineException.class))
                .satisfies(e -> assertThat(e.hint())
                        .hasValue("perhaps because podman 3.4.4 is too old for kdn: install podman 4.3 or newer"));
    }

    @Test
    void removesLeftoversThatKeepTheNetworkInUse() {
        String leftover = "cd".repeat(32);
        bench.record(ID, "kdn-net");
        runner.on("podman network inspect", ok("abc\n")).on("podman ps", ok(listed(leftover, "left")));
        runner.on("podman network rm", failed(2, "Error: in use"));
        runner.on("podman rm -f", _ -> {
            runner.on("podman network rm", ok(""));
            return ok("");
        });

        runtime.remove(ID, bench.steps);

        assertThat(runner.lines())
                .contains("podman rm -f -v -t 0 " + leftover)
                .anyMatch(line -> line.startsWith("podman ps ") && line.contains("label=dev.kdn.workspace=abc "))
                .endsWith("podman network rm kdn-net");
        assertThat(bench.storage.runtimeFolder("podman").resolve("containers")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\n", "\n"})
    void leavesANetworkThatOthersUse(String workspaceLabel) {
        bench.record(ID, "kdn-net");
        runner.on("podman network inspect", ok(workspaceLabel));
        runner.on("podman network rm", failed(2, "Error: in use"));

        assertThatThrownBy(() -> runtime.remove(ID, bench.steps))
                .isInstanceOf(EngineException.class)
                .hasMessage("failed to remove network kdn-net: containers of somebody else are on it");

        assertThat(runner.lines()).noneMatch(line -> line.startsWith("podman rm -f"));
        assertThat(bench.storage.runtimeFolder("podman").resolve("containers")).isNotEmptyDirectory();
    }

    @Test
    void recreatesNoWorkspaceOfAnotherKdn() throws IOException {
        Files.createDirectories(
                bench.storage.runtimeFolder("podman").resolve("pods").resolve(ID));

        assertThatThrownBy(
                        () -> runtime.capabilities().recreation().orElseThrow().check(ID))
                .isInstanceOf(RefusedException.class)
                .hasMessage("this workspace was made by another kdn, the Go kdn, so it cannot be recreated");

        assertThat(runner.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "config/image.json, pipe, is not a regular file",
        "config/image.json, folder, is a directory",
        "config/shell.json, pipe, is not a regular file",
        "images, pipe, is not a regular file",
        "images, folder, is a directory",
        "images, text, not a JSON object"
    })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void startsAlthoughItCannotTellWhetherTheImageChanged(String where, String what, String reason) throws Exception {
        runner.on("podman create", ok(ID + "\n"));
        runtime.create(bench.request("shop", folder, WorkspaceConfiguration.EMPTY), bench.steps);
        Path file = bench.storage.runtimeFolder("podman").resolve(where);
        if (Files.isDirectory(file)) {
            try (Stream<Path> markers = Files.list(file)) {
                file = markers.findFirst().orElseThrow();
            }
        }
        Files.delete(file);
        switch (what) {
            case "pipe" ->
                assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                        .isZero();
            case "folder" -> Files.createDirectory(file);
            default -> Files.writeString(file, "[]");
        }
        bench.steps.clear();

        assertThat(runtime.start(ID, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);

        assertThat(bench.steps.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .startsWith("cannot tell whether the image configuration has changed: ")
                        .contains(reason));
    }
}
