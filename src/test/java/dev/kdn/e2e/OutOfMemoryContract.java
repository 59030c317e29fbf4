/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.process.Eventually;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces that use more memory than they may, with a real engine.
abstract class OutOfMemoryContract {
    private static final String NOTE = "the workspace has run out of memory";
    // Of two that eat, none is as good a victim as the container's first process, which so ends the container.
    private static final String DEADLY = "echo 1000 >/proc/1/oom_score_adj; tail /dev/zero & tail /dev/zero";

    private final String engine;
    private Kdn kdn;

    /// @param engine the runtime, which is also the engine's command
    OutOfMemoryContract(String engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        assumeTrue(Owner.isRoot(), "rootless engines have no limits on cgroups v1");
        Path folder = temp.toRealPath();
        kdn = Kdn.fresh(folder);
        Path config = Files.createDirectories(kdn.storage().resolve("runtimes/" + engine + "/config"));
        Files.writeString(config.resolve("image.json"), "{\"base\": \"" + Workbench.SMALL_BASE + "\"}");
        Path project = Files.createDirectories(folder.resolve("shop"));
        Workbench.OWNER.own(project);
        kdn = kdn.in(project);
        kdn.run("init", "--runtime", engine, "--agent", "shell", "--memory", "24m", "--start")
                .exit(0);
    }

    @AfterEach
    void removeLeftovers() throws IOException {
        if (!Owner.isRoot()) {
            return; // nothing was made
        }
        kdn.run("remove", "--force", "shop");
        String label = "label=dev.kdn.storage="
                + Files.readString(kdn.storage().resolve("storage-id")).strip();
        call("ps", "-aq", "--filter", label).lines().forEach(id -> call("rm", "-f", id));
        call("images", "-q", "--filter", label).lines().distinct().forEach(id -> call("rmi", "-f", id));
    }

    private String call(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(engine));
        argv.addAll(List.of(arguments));
        return Program.of(argv, TestEnvironment.engines(), Path.of("target").toAbsolutePath())
                .run()
                .stdout();
    }

    private Result terminal(String line) {
        return kdn.run("terminal", "shop", "--", "sh", "-c", line);
    }

    @Test
    void keepsThatAnActivityWasKilledForIt() {
        kdn.run("exec", "-d", "--name", "eater", "shop", "--", "tail", "/dev/zero")
                .exit(0);
        kdn.run("wait", "eater").exit(137);
        kdn.run("exec", "-d", "--name", "struck", "shop", "--", "sh", "-c", "kill -9 $$")
                .exit(0);
        kdn.run("wait", "struck").exit(137);

        assertThat(kdn.run("ps", "--all").exit(0).stdout())
                .containsPattern("eater +\\S+ +shop +failed \\(137, out of memory\\)");
        assertThat(kdn.run("ps", "--all", "-o", "json").exit(0).stdout()).containsOnlyOnce("\"outOfMemory\": true");
    }

    @Test
    void saysThatACommandWasKilledForIt() {
        assertThat(terminal("kill -9 $$").exit(137).stderr()).doesNotContain(NOTE);

        assertThat(terminal("exec tail /dev/zero").exit(137).stderr()).contains(NOTE, "'kdn recreate --memory SIZE'");

        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
        kdn.run("stop", "shop").exit(0);
        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped").doesNotContain("out of memory");
        assertThat(kdn.directory().resolve("oom")).doesNotExist();
    }

    @Test
    void showsThatAWorkspaceDiedOfItUntilItIsStartedAgain() throws IOException, InterruptedException {
        assertThat(terminal(DEADLY).exit()).isNotZero();

        Eventually.await(
                Duration.ofSeconds(20),
                "the engine knows of the death",
                () -> kdn.run("list").exit(0).stdout().contains("out of memory"));
        JsonNode listed = json("list", "-o", "json").at("/items/0/state");
        JsonNode shown = json("show", "shop", "-o", "json");
        assertThat(listed.textValue()).isEqualTo("error");
        assertThat(shown.at("/state").textValue()).isEqualTo("error");
        assertThat(shown.at("/facts/state_reason").textValue()).isEqualTo("out of memory");
        assertThat(kdn.run("show", "shop").exit(0).stdout()).contains("State: error, out of memory\n");
        assertThat(kdn.run("list", "--state", "error", "-q").exit(0).stdout()).isNotEmpty();

        kdn.run("start", "shop").exit(0);

        assertThat(kdn.run("list").exit(0).stdout()).contains("running").doesNotContain("out of memory");
        assertThat(terminal("echo again").exit(0).stdout()).isEqualTo("again\n");
        kdn.run("stop", "shop").exit(0);
        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped").doesNotContain("out of memory");
    }

    private JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(kdn.run(arguments).exit(0).stdout());
    }
}
