/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.process.Eventually;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.testing.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images for various bases, each test with a storage of its own, on an engine that speaks docker's interface.
abstract class EngineImagesContract {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<DockerWorkbench> benches = new ArrayList<>();

    /// As in `DOCKER_HOST`.
    abstract String host();

    /// Whether the engine ends a build when nobody waits for it any more.
    boolean endsBrokenOffBuilds() {
        return true;
    }

    @AfterEach
    void close() {
        benches.forEach(DockerWorkbench::close);
    }

    private DockerWorkbench bench(String imageJson) {
        DockerWorkbench bench = new DockerWorkbench(folder.resolve("b" + benches.size()), host(), imageJson);
        benches.add(bench);
        return bench;
    }

    @Test
    void worksOnABaseWithoutBashAndPackageManager() {
        DockerWorkbench bench = bench(DockerWorkbench.base(DockerWorkbench.BUSYBOX));
        String id = bench.running("tiny", bench.sources("tiny"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.steps.events()).anyMatch(event -> event.startsWith("output: kdn: no package manager"));
        assertThat(bench.shell(id, "id -un; touch made; stat -c %u made; echo $PATH"))
                .isEqualTo("agent\n" + DockerWorkbench.OWNER.uid()
                        + "\n/home/agent/.local/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/local/bin"
                        + ":/usr/sbin:/usr/bin:/sbin:/bin");
        assertThat(bench.open(id, "").exit()).isZero();
        assertThat(bench.notes).containsExactly("this workspace has no bash, so here is sh");
        assertThat(bench.docker("image", "inspect", "localhost/kdn-tiny").succeeded())
                .isTrue();
    }

    @Test
    void installsPackagesWithAptAndLetsSudoWork() {
        DockerWorkbench bench = bench("""
            {"base": "localhost/testbed/debian:12", "sudo": ["/usr/bin/id"],
             "run_commands": ["echo \\"it's $HOME\\" > ~/greeting"]}\
            """);
        String id = bench.running("sudo", bench.sources("sudo"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.shell(id, "cat ~/greeting; sudo -n id -u")).isEqualTo("it's /home/agent\n0");
        assertThat(bench.shell(id, "sudo -n ls")).contains("sudo");
    }

    @Test
    void buildsOnceWhenTwoCreateAtTheSameTime() throws Exception {
        DockerWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["sleep 2"]}\
            """);
        bench.storage.ensureId();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Path sources = bench.sources("race");
            Future<String> one = threads.submit(() -> bench.create("one", sources, WorkspaceConfiguration.EMPTY));
            Future<String> two = threads.submit(() -> bench.create("two", sources, WorkspaceConfiguration.EMPTY));
            assertThat(one.get()).isNotEqualTo(two.get());
        }

        assertThat(bench.engine.requests())
                .filteredOn(request -> request.equals("POST build"))
                .hasSize(1);
    }

    @Test
    void buildsAgainOnRequestOnly() {
        DockerWorkbench bench = bench(DockerWorkbench.base(DockerWorkbench.BUSYBOX));
        Path sources = bench.sources("rebuild");
        bench.create("one", sources, WorkspaceConfiguration.EMPTY);
        bench.engine.reset();

        bench.create("two", sources, WorkspaceConfiguration.EMPTY);
        assertThat(bench.engine.requests()).containsExactly("POST networks create", "POST containers create");

        CreateRequest request = bench.request("three", sources, WorkspaceConfiguration.EMPTY);
        RuntimeInfo third =
                bench.runtime.create(CreateRequests.with(new BuildOptions(true, false), request), bench.steps);
        assertThat(bench.engine.requests()).contains("POST build");
        assertThat(third.info().get("image_name")).startsWith("localhost/kdn/shell:");
    }

    @Test
    void namesAMissingBase() {
        DockerWorkbench bench = bench(DockerWorkbench.base("localhost/kdn-test/nowhere:1"));

        assertThatThrownBy(() -> bench.create("none", bench.sources("none"), WorkspaceConfiguration.EMPTY))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("base image not available: localhost/kdn-test/nowhere:1\n");
        assertThat(bench.owned("ps", "-a")).isEmpty();
    }

    @Test
    void showsTheEndOfAFailedBuildAndLeavesNothing() {
        DockerWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["echo the reason; exit 3"]}\
            """);

        assertThatThrownBy(() -> bench.create("fails", bench.sources("fails"), WorkspaceConfiguration.EMPTY))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the reason")
                .hasMessageStartingWith("failed to build docker image localhost/kdn/shell:");
        assertThat(bench.steps.events()).anyMatch(event -> event.startsWith("fail: "));
        assertThat(bench.owned("ps", "-a")).isEmpty();
        assertThat(bench.owned("network", "ls")).isEmpty();
        assertPruned(bench);
    }

    @Test
    void leavesNothingOfABuildThatIsCancelled() throws Exception {
        String seconds = Processes.sleep(4712);
        DockerWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["echo begun; exec sleep %s"]}\
            """.formatted(seconds));
        Path sources = bench.sources("ended");
        Thread caller = Thread.currentThread();
        Thread canceller = Thread.ofPlatform().daemon().start(() -> {
            await("the build", () -> bench.steps.events().contains("output: begun"));
            caller.interrupt();
        });

        assertThatThrownBy(() -> bench.create("ended", sources, WorkspaceConfiguration.EMPTY))
                .isInstanceOf(CancelledException.class);

        canceller.join();
        if (endsBrokenOffBuilds()) {
            await(
                    "the end of the build's process",
                    () -> Processes.running("sleep", seconds).isEmpty());
        }
        Processes.running("sleep", seconds).forEach(ProcessHandle::destroyForcibly);
        await(
                "the removal of the build's container",
                () -> bench.owned("ps", "-a").isEmpty());
        assertPruned(bench);
    }

    /// Nothing of this storage is left but what has a name, once everything that nobody needs is removed.
    private static void assertPruned(DockerWorkbench bench) {
        GarbageCollection garbage = bench.runtime.capabilities().garbage().orElseThrow();
        for (int i = 0; i < 20 && !garbage.objects().isEmpty(); i++) { // each layer frees the one below
            garbage.objects().stream()
                    .sorted(Comparator.comparing(EngineObject::kind))
                    .forEach(garbage::remove);
        }
        assertThat(garbage.objects()).isEmpty();
        assertThat(bench.owned("images", "--filter", "dangling=true", "-a")).isEmpty();
    }

    /// The engine ends a build in its own time.
    private static void await(String what, BooleanSupplier condition) {
        try {
            Eventually.await(LIMIT, what, condition);
        } catch (InterruptedException e) {
            throw new AssertionError(what, e);
        }
    }
}
