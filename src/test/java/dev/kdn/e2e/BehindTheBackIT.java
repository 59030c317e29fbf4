/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RuntimeUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody used the engine directly.
@EngineTest(EngineTest.RUNTIME)
class BehindTheBackIT {
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

    private String container() {
        return RuntimeUnderTest.engine("ps", "-aq", "--filter", "label=dev.kdn.storage=" + bench.storageId());
    }

    @Test
    void containerRemoved() throws IOException {
        bench.init(bench.project("gone"), "--start");
        RuntimeUnderTest.removeContainer(container());

        assertThat(kdn.run("list").exit(0).stdout()).contains("unknown").doesNotContain("running");
        Result start = kdn.run("start", "gone").exit(3);
        assertThat(start.stderr()).contains("gone", "kdn remove");
        kdn.run("stop", "gone").exit(0);
        kdn.run("remove", "gone").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void containerStopped() throws IOException {
        bench.init(bench.project("still"), "--start");
        RuntimeUnderTest.engine("stop", "-t", "0", container());

        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped").doesNotContain("running");
        Result terminal = kdn.run("terminal", "still", "--", "echo", "back").exit(0);
        assertThat(terminal.stdout()).isEqualTo("back\n");
        assertThat(terminal.stderr()).contains("start");
        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
    }

    @Test
    void containerKilled() throws IOException {
        bench.init(bench.project("dead"), "--start");
        RuntimeUnderTest.engine("kill", container());

        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped");
        kdn.run("remove", "dead").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void containerStartedWhileStoredAsStopped() throws IOException {
        bench.init(bench.project("awake"));
        RuntimeUnderTest.engine("start", container());

        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
        kdn.run("remove", "awake").exit(4);
        kdn.run("remove", "-f", "awake").exit(0);
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void containerRestarted() throws IOException {
        bench.init(bench.project("again", "{\"ports\": [3000]}"), "--start");
        RuntimeUnderTest.engine("restart", "-t", "0", container());

        String bound = RuntimeUnderTest.engine("port", container()).replace("3000/tcp -> ", "");
        assertThat(kdn.run("open", "again", "--url").exit(0).stdout()).isEqualTo("http://" + bound + "\n");
        assertThat(kdn.run("list", "-o", "json").exit(0).stdout())
                .contains("\"port\": " + bound.replace("127.0.0.1:", ""));
    }

    /// It inherits the labels of the image, and is nothing of kdn's all the same.
    @Test
    void containerOfTheUserMadeFromKdnsImage() throws IOException {
        String own = "kdn-e2e-own";
        RuntimeUnderTest.removeContainer(own);
        bench.ownImage();
        bench.init(bench.project("base"));
        String image = bench.images().getFirst();
        RuntimeUnderTest.engine("create", "--name", own, "--pull=never", image, "true");
        try {
            kdn.run("prune").exit(0);
            kdn.run("prune", "--orphans").exit(0);

            assertThat(RuntimeUnderTest.engine("ps", "-a", "--format", "{{.Names}}"))
                    .contains(own);
            kdn.run("remove", "base").exit(0);
        } finally {
            RuntimeUnderTest.removeContainer(own);
        }
    }

    @Test
    void imageRemoved() throws IOException {
        bench.ownImage();
        bench.init(bench.project("one"));
        kdn.run("remove", "one").exit(0);
        bench.images().forEach(id -> RuntimeUnderTest.engine("rmi", "-f", id));

        bench.init(bench.project("two"));

        assertThat(bench.images()).hasSize(1);
    }

    @Test
    void publishedPortIsBusyAtStart() throws IOException {
        bench.init(bench.project("web", "{\"ports\": [3000]}"), "--start");
        kdn.run("recreate", "--force", "web").exit(0); // from here on docker has a number, too
        kdn.run("stop", "web").exit(0);
        String json = kdn.run("list", "-o", "json").exit(0).stdout();
        int port = Integer.parseInt(json.replaceAll("(?s).*\"port\": (\\d+).*", "$1"));

        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Result start = kdn.run("start", "web").exit(4);

            assertThat(start.stderr())
                    .contains("port " + port + " on 127.0.0.1", "port 3000 of", "kdn recreate web --new-ports");
        }
        kdn.run("start", "web").exit(0);
        assertThat(kdn.run("open", "web", "3000", "--url").exit(0).stdout())
                .isEqualTo("http://127.0.0.1:" + port + "\n");
        assertThat(RuntimeUnderTest.engine("port", container())).isEqualTo("3000/tcp -> 127.0.0.1:" + port);
    }

    @Test
    void nameTakenByAForeignContainer() throws IOException {
        String foreign = "kdn-e2e-foreign";
        RuntimeUnderTest.removeContainer(foreign);
        RuntimeUnderTest.engine("create", "--name", foreign, "--pull=never", Workbench.BASE, "true");
        try {
            bench.init(bench.project(foreign), "--start");

            assertThat(kdn.run("terminal", foreign, "--", "true").exit()).isZero();
            kdn.run("remove", "--force", foreign).exit(0);
            assertThat(RuntimeUnderTest.engine("ps", "-a", "--format", "{{.Names}}"))
                    .contains(foreign);
        } finally {
            RuntimeUnderTest.removeContainer(foreign);
        }
    }
}
