/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images for various bases, each test with a storage of its own.
@EngineTest("podman")
class PodmanImagesIT {
    @TempDir
    Path folder;

    private final List<PodmanWorkbench> benches = new ArrayList<>();

    @AfterEach
    void close() {
        benches.forEach(PodmanWorkbench::close);
    }

    private PodmanWorkbench bench(String imageJson) {
        PodmanWorkbench bench = new PodmanWorkbench(folder.resolve("b" + benches.size()), imageJson);
        benches.add(bench);
        return bench;
    }

    @Test
    void worksOnABaseWithoutBashAndPackageManager() {
        PodmanWorkbench bench = bench(PodmanWorkbench.base(PodmanWorkbench.BUSYBOX));
        String id = bench.running("tiny", bench.sources("tiny"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.steps.events()).anyMatch(event -> event.startsWith("output: kdn: no package manager"));
        assertThat(bench.shell(id, "id -un; touch made; stat -c %u made; echo $PATH"))
                .isEqualTo("agent\n" + PodmanWorkbench.OWNER.uid()
                        + "\n/home/agent/.local/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/local/bin"
                        + ":/usr/sbin:/usr/bin:/sbin:/bin");
        assertThat(bench.terminal().open(new TerminalAccess.Request(id, "shell", List.of(), false, Optional.empty())))
                .isZero();
        assertThat(bench.notes).containsExactly("this workspace has no bash, so here is sh");
        assertThat(bench.podman("image", "exists", "localhost/kdn-tiny").succeeded())
                .isTrue();
    }

    @Test
    void installsPackagesWithAptAndLetsSudoWork() {
        PodmanWorkbench bench = bench("""
            {"base": "localhost/testbed/debian:12", "packages": ["jq"], "sudo": ["/usr/bin/id"],
             "run_commands": ["echo \\"it's $HOME\\" > ~/greeting"]}\
            """);
        String id = bench.running("apt", bench.sources("apt"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.shell(id, "echo '{\"a\": 1}' | jq .a; cat ~/greeting; sudo -n id -u; ls /var/lib/apt/lists"))
                .isEqualTo("1\nit's /home/agent\n0");
        assertThat(bench.shell(id, "sudo -n ls")).contains("sudo");
    }

    @Test
    void buildsOnceWhenTwoCreateAtTheSameTime() throws Exception {
        PodmanWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["sleep 2"]}\
            """);
        bench.storage.ensureId();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Path sources = bench.sources("race");
            Future<String> one = threads.submit(() -> bench.create("one", sources, WorkspaceConfiguration.EMPTY));
            Future<String> two = threads.submit(() -> bench.create("two", sources, WorkspaceConfiguration.EMPTY));
            assertThat(one.get()).isNotEqualTo(two.get());
        }

        assertThat(bench.runner.calls)
                .filteredOn(call -> call.startsWith("build"))
                .hasSize(1);
    }

    @Test
    void buildsAgainOnRequestOnly() {
        PodmanWorkbench bench = bench(PodmanWorkbench.base(PodmanWorkbench.BUSYBOX));
        Path sources = bench.sources("rebuild");
        bench.create("one", sources, WorkspaceConfiguration.EMPTY);
        bench.runner.calls.clear();

        bench.create("two", sources, WorkspaceConfiguration.EMPTY);
        assertThat(bench.runner.calls).containsExactly("network create", "create --name");

        CreateRequest request = bench.request("three", sources, WorkspaceConfiguration.EMPTY);
        RuntimeInfo third =
                bench.runtime.create(CreateRequests.with(new BuildOptions(true, true), request), bench.steps);
        assertThat(bench.runner.calls).contains("build --pull=newer");
        assertThat(third.info().get("image_name")).startsWith("localhost/kdn/shell:");
    }

    @Test
    void namesAMissingBaseAndTheFile() {
        PodmanWorkbench bench = bench(PodmanWorkbench.base("localhost/kdn-test/nowhere:1"));

        assertThatThrownBy(() -> bench.create("none", bench.sources("none"), WorkspaceConfiguration.EMPTY))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("base image not available: localhost/kdn-test/nowhere:1\n")
                .satisfies(
                        e -> assertThat(((EngineException) e).hint().orElse("")).endsWith("config/image.json"));
        assertThat(bench.storage.runtimeFolder("podman").resolve("builds")).isEmptyDirectory();
    }

    @Test
    void showsTheEndOfAFailedBuild() {
        PodmanWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["echo the reason; exit 3"]}\
            """);

        assertThatThrownBy(() -> bench.create("fails", bench.sources("fails"), WorkspaceConfiguration.EMPTY))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the reason")
                .hasMessageStartingWith("failed to build podman image localhost/kdn/shell:");
        assertThat(bench.steps.events()).anyMatch(event -> event.startsWith("fail: "));
        assertThat(bench.owned("ps", "-a")).isEmpty();
        assertThat(bench.owned("network", "ls")).isEmpty();
    }

    @Test
    void leavesNothingOfABuildThatIsCancelled() throws Exception {
        String seconds = Processes.sleep(4711);
        PodmanWorkbench bench = bench("""
            {"base": "localhost/testbed/busybox:1", "run_commands": ["echo begun; exec sleep %s"]}\
            """.formatted(seconds));
        Path sources = bench.sources("ended");
        List<String> before = workingContainers(bench);
        bench.runner.cancelAtLine("begun");

        assertThatThrownBy(() -> bench.create("ended", sources, WorkspaceConfiguration.EMPTY))
                .isInstanceOf(CancelledException.class);

        assertThat(workingContainers(bench)).isSubsetOf(before);
        assertThat(Processes.running("sleep", seconds)).isEmpty();
        assertThat(bench.storage.runtimeFolder("podman").resolve("builds")).isEmptyDirectory();
    }

    /// Those of builds; others may come and go meanwhile.
    private static List<String> workingContainers(PodmanWorkbench bench) {
        return bench.podman("ps", "-a", "--external", "--format", "{{.Names}} {{.ID}}")
                .stdout()
                .lines()
                .filter(line -> line.contains("working-container"))
                .toList();
    }
}
