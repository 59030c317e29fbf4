/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.TestEnvironment;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces of a podman that ssh leads to. The second docker host of the test bed has the socket of root's podman in
/// its file system, so it is the same podman by another way, which kdn takes for one of another machine.
@EngineTest("remote-podman")
class RemotePodmanIT {
    private Workbench bench;
    private Kdn there;
    private String address;
    private Path sources;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        bench = Workbench.on(TestRuntime.PODMAN, Workbench.SMALL_BASE, temp.toRealPath());
        Path ssh = Path.of(variable("TESTBED_REMOTE_SSH_CONFIG")).resolveSibling("");
        Path known = bench.kdn.home().resolve(".ssh/known_hosts");
        Files.createDirectories(known.getParent());
        Files.copy(ssh.resolve("known_hosts"), known, StandardCopyOption.REPLACE_EXISTING);
        address = variable("TESTBED_REMOTE_SSH") + ":22"
                + variable("TESTBED_PODMAN_HOST").substring("unix://".length());
        there = bench.kdn
                .with("CONTAINER_HOST", address)
                .with("CONTAINER_SSHKEY", ssh.resolve("id").toString());
        sources = bench.project("elsewhere");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String variable(String name) {
        return TestEnvironment.engines().getOrDefault(name, "");
    }

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.exit(0).stdout());
    }

    @Test
    void runsAWorkspaceFromInitToRemove() throws IOException {
        Files.writeString(sources.resolve("README"), "from the engine's machine\n");
        there.run(bench.words(bench.project("shop"), "--sources-on-engine", sources.toString(), "--start"))
                .exit(0);

        assertThat(there.run("terminal", "shop", "--", "cat", "README").exit(0).stdout())
                .isEqualTo("from the engine's machine\n");
        assertThat(json(there.run("list", "-o", "json")).at("/items/0/state").textValue())
                .isEqualTo("running");
        assertThat(json(there.run("show", "shop", "-o", "json"))
                        .at("/facts/endpoint")
                        .textValue())
                .isEqualTo(address);
        there.run("stop", "shop").exit(0);
        there.run("recreate", "shop").exit(0);
        there.run("start", "shop").exit(0);
        assertThat(there.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        there.run("remove", "--force", "shop").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void asksForTheFolderOnTheEngine() throws IOException {
        assertThat(there.run(bench.words(bench.project("shop"))).exit(2).stderr())
                .contains("podman at " + address, "is on another machine", "--sources-on-engine PATH");
        assertThat(there.run(bench.words(bench.project("shop"), "--sources-on-engine", "/nonexistent/shop"))
                        .exit(1)
                        .stderr())
                .contains("podman at " + address, "cannot mount its folder /nonexistent/shop");
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void isNotLocal() throws IOException {
        assertThat(json(there.run("runtime", "list", "-o", "json")).at("/items"))
                .anySatisfy(item -> {
                    assertThat(item.at("/name").textValue()).isEqualTo("podman");
                    assertThat(item.at("/local").booleanValue()).isFalse();
                });
    }

    @Test
    void leavesWorkspacesOfAnotherEngineAlone() throws IOException {
        bench.init(bench.project("near"));
        Kdn gone = there.with("CONTAINER_HOST", "ssh://root@127.0.0.1:1/run/podman.sock");

        for (String command : new String[] {"start", "stop", "remove"}) {
            assertThat(gone.run(command, "near").exit(5).stderr())
                    .contains("workspace near is on another engine, local", "unset CONTAINER_HOST");
        }
        assertThat(json(gone.run("list", "-o", "json")).at("/items/0/state").textValue())
                .isEqualTo("stopped");
        bench.kdn.run("remove", "near").exit(0);
    }
}
