/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces on a docker of another machine, by one of the ways to it. The sources lie in a folder of the test, which
/// the second docker host of the test bed sees under another name.
@EngineTest("remote-docker")
abstract class RemoteDockerContract {
    private static final Path RUN = Path.of("target").toAbsolutePath();

    private Path folder;
    private Kdn here;
    private Kdn there;
    private String project;
    private String sources;

    /// kdn with the variables that name the engine.
    abstract Kdn at(Kdn kdn);

    /// How the engine is called in messages.
    abstract String address();

    static String variable(String name) {
        return TestEnvironment.engines().getOrDefault(name, "");
    }

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        folder = temp.toRealPath();
        here = Kdn.fresh(folder);
        there = at(here);
        Path config = Files.createDirectories(here.storage().resolve("runtimes/docker/config"));
        Files.writeString(config.resolve("image.json"), "{\"base\": \"" + Workbench.SMALL_BASE + "\"}");
        project = Files.createDirectories(folder.resolve("shop")).toString();
        sources = Files.createDirectories(folder.resolve("elsewhere")).toString();
        Workbench.OWNER.own(Path.of(project));
        Workbench.OWNER.own(Path.of(sources));
        Files.writeString(Path.of(sources, "README"), "from the engine's machine\n");
    }

    @AfterEach
    void removeLeftovers() throws IOException {
        Path file = here.storage().resolve("storage-id");
        if (Files.exists(file)) {
            String label = "label=dev.kdn.storage=" + Files.readString(file).strip();
            for (String host : List.of(variable("DOCKER_HOST"), variable("TESTBED_REMOTE_TCP"))) {
                docker(host, "ps", "-aq", "--filter", label).lines().forEach(id -> docker(host, "rm", "-fv", id));
                docker(host, "network", "ls", "-q", "--filter", label)
                        .lines()
                        .forEach(id -> docker(host, "network", "rm", id));
                docker(host, "images", "-q", "--filter", label)
                        .lines()
                        .distinct()
                        .forEach(id -> docker(host, "rmi", "-f", id));
            }
        }
    }

    private static String docker(String host, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("docker", "--host", host));
        argv.addAll(List.of(arguments));
        return Program.of(argv, TestEnvironment.engines(), RUN).run().stdout();
    }

    private Result init(Kdn kdn, String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "--runtime", "docker", "--agent", "shell"));
        arguments.addAll(List.of(more));
        arguments.add(project);
        return kdn.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.exit(0).stdout());
    }

    @Test
    void runsAWorkspaceFromInitToRemove() throws IOException {
        init(there, "--sources-on-engine", sources, "--start").exit(0);

        assertThat(there.run("terminal", "shop", "--", "cat", "README").exit(0).stdout())
                .isEqualTo("from the engine's machine\n");
        there.run("terminal", "shop", "--", "sh", "-c", "echo done >written").exit(0);
        assertThat(Path.of(sources, "written")).hasContent("done");
        assertThat(json(there.run("list", "-o", "json")).at("/items/0/state").textValue())
                .isEqualTo("running");
        JsonNode shown = json(there.run("show", "shop", "-o", "json"));
        assertThat(shown.at("/facts/endpoint").textValue()).isEqualTo(address());
        assertThat(shown.at("/facts/sources_on_engine").textValue()).isEqualTo(sources);

        there.run("stop", "shop").exit(0);
        there.run("recreate", "shop").exit(0);
        assertThat(there.run("terminal", "shop", "--", "cat", "written").exit(0).stdout())
                .isEqualTo("done\n");
        assertThat(there.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        there.run("remove", "--force", "shop").exit(0);

        assertThat(there.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");
        assertThat(docker(
                        variable("TESTBED_REMOTE_TCP"),
                        "ps",
                        "-aq",
                        "--filter",
                        "label=dev.kdn.storage="
                                + Files.readString(here.storage().resolve("storage-id"))
                                        .strip()))
                .isEmpty();
    }

    @Test
    void asksForTheFolderOnTheEngine() {
        Result refused = init(there).exit(2);

        assertThat(refused.stderr())
                .contains(
                        "docker at " + address(),
                        "is on another machine, so it cannot mount " + project,
                        "--sources-on-engine PATH");
        assertThat(here.storage().resolve("storage-id")).doesNotExist();
    }

    @Test
    void tellsOfAFolderThatTheEngineLacks() {
        Result failed = init(there, "--sources-on-engine", "/nonexistent/shop").exit(1);

        assertThat(failed.stderr())
                .contains("docker at " + address(), "cannot mount its folder /nonexistent/shop", "--sources-on-engine");
        assertThat(there.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");
    }

    @Test
    void isNotLocal() throws IOException {
        JsonNode items = json(there.run("runtime", "list", "-o", "json")).at("/items");

        assertThat(items).anySatisfy(item -> {
            assertThat(item.at("/name").textValue()).isEqualTo("docker");
            assertThat(item.at("/local").booleanValue()).isFalse();
        });
    }

    @Test
    void leavesWorkspacesOfTheOtherEngineAlone() throws IOException {
        init(there, "--sources-on-engine", sources, "--start").exit(0);
        init(here, "--name", "near").exit(0);

        for (String command : List.of("start", "stop", "remove")) {
            assertThat(here.run(command, "shop").exit(5).stderr())
                    .contains("workspace shop is on another engine, " + address(), address());
            there.run(command, "near").exit(5);
        }
        assertThat(here.run("terminal", "shop", "--", "true").exit(125).stderr())
                .contains(address());
        assertThat(json(here.run("list", "-o", "json")).at("/items").findValuesAsText("state"))
                .containsExactly("running", "stopped");
        assertThat(here.run("list").stderr()).contains("last recorded (shop)");
        assertThat(here.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        assertThat(there.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");

        assertThat(there.run("terminal", "shop", "--", "cat", "README").exit(0).stdout())
                .isEqualTo("from the engine's machine\n");
        there.run("remove", "--force", "shop").exit(0);
        here.run("remove", "near").exit(0);
    }
}
