/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import dev.kdn.testing.Result;
import dev.kdn.testing.RuntimeUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest(EngineTest.RUNTIME)
class LifeCycleIT {
    private Workbench bench;
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = Workbench.small(folder);
        kdn = bench.kdn;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void worksInAWorkspaceFromInitToRemove() throws IOException {
        Path shop = bench.project("shop");

        String id = bench.init(shop);

        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(kdn.run("list").exit(0).stdout())
                .contains("shop", id.substring(0, 12), RuntimeUnderTest.name(), "stopped");
        assertThat(kdn.run("start", "shop").exit(0).stdout().strip()).isEqualTo(id);
        assertThat(kdn.run("start", "shop").exit(0).stdout().strip()).isEqualTo(id);
        assertThat(kdn.run("list", "-o", "json").exit(0).stdout()).contains("\"state\": \"running\"", "\"started\":");
        Owner inside = bench.runtime.inside(Workbench.OWNER);
        assertThat(kdn.run(
                                "terminal",
                                "shop",
                                "--",
                                "sh",
                                "-c",
                                "echo $PWD; id -u; id -g; cat README; echo made > made")
                        .exit(0)
                        .stdout())
                .isEqualTo("/workspace/sources\n" + inside.uid() + "\n" + inside.gid() + "\nhello\n");
        assertThat(Owner.of(shop.resolve("made"))).isEqualTo(Workbench.OWNER);
        Instant before = Instant.now();
        assertThat(kdn.run("stop", "shop").exit(0).stdout().strip()).isEqualTo(id);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
        kdn.run("stop", "shop").exit(0);
        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped");
        assertThat(kdn.run("remove", "shop").exit(0).stdout().strip()).isEqualTo(id);
        assertThat(kdn.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");
        assertThat(bench.engineObjects()).isEmpty();
        assertThat(shop.resolve("made")).exists();
    }

    @Test
    void removesWhatElseIsOnTheNetworkOfTheWorkspace() throws IOException {
        String id = bench.init(bench.project("shop"));
        String network = RuntimeUnderTest.engine("network", "ls", "-q", "--filter", "label=dev.kdn.workspace=" + id);
        String made = RuntimeUnderTest.engine(
                "run",
                "-d",
                "--label=dev.kdn.storage=" + bench.storageId(),
                "--label=dev.kdn.workspace=" + id,
                "--label=dev.kdn.name=shop",
                "--network=" + network,
                Workbench.SMALL_BASE,
                "sleep",
                "600");
        assertThat(made).isNotEmpty();
        assertThat(bench.engineObjects()).hasSize(3);

        kdn.run("remove", "shop").exit(0);

        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void secondWorkspaceNeedsNoBuild() throws IOException {
        bench.ownImage();
        bench.init(bench.project("one"));

        Result second = kdn.run(Workbench.arguments(bench.project("two"))).exit(0);

        assertThat(second.stderr()).doesNotContain("Building container image").contains("Workspace container created");
        assertThat(bench.images()).hasSize(1);
    }

    @Test
    void rebuildMakesTheImageAnew() throws IOException {
        bench.ownImage();
        bench.init(bench.project("one"));

        Result again = kdn.run(Workbench.arguments(bench.project("two"), "--rebuild"));

        assertThat(again.exit(0).stderr()).contains("Building container image");
    }

    @Test
    void refusesToRemoveARunningWorkspace() throws IOException {
        bench.init(bench.project("shop"), "--start");

        Result refused = kdn.run("remove", "shop").exit(4);

        assertThat(refused.stderr()).contains("workspace is running; stop it first or use --force");
        kdn.run("remove", "--force", "shop").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void publishesPortsOnLoopback() throws IOException {
        bench.init(bench.project("web", "{\"ports\": [3000, 8080]}"), "--start");

        String url = kdn.run("open", "web", "3000", "--url").exit(0).stdout().strip();

        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
        String json = kdn.run("list", "-o", "json").exit(0).stdout();
        assertThat(json)
                .contains(
                        "\"target\": 3000", "\"target\": 8080", "\"port\": " + url.substring(url.lastIndexOf(':') + 1));
    }

    @Test
    void setsEnvironmentWithoutShowingItInArguments() throws IOException {
        bench.init(
                bench.project(
                        "env",
                        "{\"environment\": [{\"name\": \"GREETING\", \"value\": \"two words\\nand a line $HOME\"}]}"),
                "--start");

        assertThat(kdn.run("terminal", "env", "--", "sh", "-c", "echo \"$GREETING\"")
                        .exit(0)
                        .stdout())
                .isEqualTo("two words\nand a line $HOME\n");
    }

    @Test
    void deniesTheNetworkWhenTheProjectSaysSo() throws IOException {
        bench.init(bench.project("quiet", "{\"network\": {\"mode\": \"deny\"}}"), "--start");

        assertThat(kdn.run("terminal", "quiet", "--", "ls", "/sys/class/net")
                        .exit(0)
                        .stdout())
                .isEqualTo("lo\n");
    }

    @Test
    void runsConfined() throws IOException {
        bench.init(bench.project("safe"), "--start");

        String status = kdn.run("terminal", "safe", "--", "grep", "-E", "NoNewPrivs|CapBnd", "/proc/self/status")
                .exit(0)
                .stdout();

        assertThat(status).contains("NoNewPrivs:\t1");
        long bounding = Long.parseUnsignedLong(status.replaceAll("(?s).*CapBnd:\\s*([0-9a-f]+).*", "$1"), 16);
        assertThat(bounding & (1L << 13)).as("NET_RAW").isZero();
        assertThat(bounding & (1L << 27)).as("MKNOD").isZero();
    }

    @Test
    void runsAnAgentOfOnesOwnFromItsFile() throws IOException {
        Path file = bench.config().resolve("mine.json");
        Files.writeString(file, "{\"terminal_command\": [\"echo\", \"my agent\"], \"env_vars\": {\"MINE\": \"1\"}}");

        kdn.run(
                        "init",
                        "--runtime",
                        RuntimeUnderTest.name(),
                        "--agent",
                        "mine",
                        bench.project("shop").toString())
                .exit(0);

        assertThat(kdn.run("terminal", "shop").exit(0).stdout()).isEqualTo("my agent\n");
        assertThat(kdn.run("terminal", "shop", "--", "sh", "-c", "echo $MINE")
                        .exit(0)
                        .stdout())
                .isEqualTo("1\n");
    }
}
