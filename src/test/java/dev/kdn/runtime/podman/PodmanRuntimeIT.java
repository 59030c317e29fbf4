/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatesOf;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.container.ContainerView;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workspaces on a Debian base and a real podman.
@EngineTest("podman")
class PodmanRuntimeIT {
    @TempDir
    static Path folder;

    private static PodmanWorkbench bench;

    @BeforeAll
    static void open() {
        bench = new PodmanWorkbench(folder, PodmanWorkbench.base(PodmanWorkbench.DEBIAN));
        bench.create("first", bench.sources("first"), WorkspaceConfiguration.EMPTY);
    }

    @AfterAll
    static void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void forget() {
        bench.runner.calls.clear();
        bench.steps.clear();
    }

    @Test
    void goesThroughLifeInFewCalls() {
        RuntimeInfo created = bench.runtime.create(
                bench.request("life", bench.sources("life"), WorkspaceConfiguration.EMPTY), bench.steps);
        assertThat(bench.runner.calls).containsExactly("network create", "create --name");
        assertThat(created.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(created.info()).containsOnlyKeys("container_id", "image_name", "source_path", "agent");
        assertThat(created.facts())
                .containsEntry("container", "life")
                .containsEntry("user", PodmanWorkbench.OWNER.toString());
        assertThat(bench.steps.events())
                .containsExactly("start: Creating workspace container: life", "complete: Workspace container created");
        String id = created.id();
        bench.runner.calls.clear();

        assertThat(bench.runtime.start(id, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(bench.runner.calls).hasSize(2);
        assertThat(bench.runtime.start(id, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);
        assertThatThrownBy(() -> bench.runtime.remove(id, bench.steps)).isInstanceOf(ConflictException.class);
        bench.runner.calls.clear();

        long start = System.nanoTime();
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(bench.runner.calls).containsExactly("stop -t");
        assertThat(bench.runtime.info(id).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        bench.runner.calls.clear();

        bench.runtime.remove(id, bench.steps);
        assertThat(bench.runner.calls).hasSize(2);
        bench.runtime.remove(id, bench.steps);
        assertThatThrownBy(() -> bench.runtime.info(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bench.runtime.start(id, bench.steps)).isInstanceOf(NotFoundException.class);
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void publishesPortsOnLoopbackAndNamesABusyOne() throws IOException {
        RuntimeInfo created = bench.runtime.create(
                bench.request(
                        "ports",
                        bench.sources("ports"),
                        with().ports(18080, 18081).get()),
                bench.steps);
        assertThat(bench.runner.calls).hasSize(3);
        List<Forward> forwards =
                new ContainerView(created.id(), created.state(), "", published(created.id())).forwards();
        assertThat(created.info()).containsEntry("forwards", Forward.format(forwards));
        assertThat(forwards).extracting(Forward::target).containsExactly(18080, 18081);
        assertThat(forwards).extracting(Forward::bind).containsOnly("127.0.0.1");

        int port = forwards.get(1).port();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> bench.runtime.start(created.id(), bench.steps))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("port " + port + " on 127.0.0.1, which leads to port 18081 of the workspace, is in use"
                            + " by another program");
        }
        assertThat(bench.runtime.start(created.id(), bench.steps).info()).containsKey("forwards");
    }

    private static List<Forward> published(String id) {
        return PublishedPorts.parse(bench.podman("inspect", "--format", "{{json .HostConfig.PortBindings}}", id)
                .stdout());
    }

    @Test
    void keepsValuesAndPathsAsTheyAre() throws IOException {
        Path strange = Files.createDirectories(folder.resolve("a b,c\"d'é:=x"));
        Files.writeString(strange.resolve("note"), "seen");
        Path sources = bench.sources("sources with, é \"blanks\"");
        String id = bench.running(
                "values",
                sources,
                with().value("BLANKS", "  a  b ")
                        .value("LINES", "one\ntwo\r\n")
                        .value("EMPTY", "")
                        .value("HASH", "#x '\"$HOME\\")
                        .value("LD_PRELOAD", "")
                        .mount(strange.toString(), "/mnt/p,q \"r", true)
                        .mount("$SOURCES/../first", "$HOME/other", false)
                        .get());

        assertThat(bench.shell(id, "printf '%s|' \"$BLANKS\" \"$LINES\" \"$EMPTY\" \"$HASH\""))
                .isEqualTo("  a  b |one\ntwo\r\n||#x '\"$HOME\\|".strip());
        assertThat(bench.shell(id, "printf %s \"$LINES\" | od -An -c | tr -d ' \\n'"))
                .isEqualTo("one\\ntwo\\r\\n");
        assertThat(bench.shell(id, "cat '/mnt/p,q \"r/note'; touch '/mnt/p,q \"r/new'"))
                .startsWith("seen")
                .contains("Read-only");
        assertThat(bench.shell(id, "touch /home/agent/other/made made && pwd && id -un && echo $HOME"))
                .isEqualTo("/workspace/sources\nagent\n/home/agent");
        assertThat(sources.resolve("made")).exists();
        assertThat(Owner.of(sources.resolve("made"))).isEqualTo(PodmanWorkbench.OWNER);
        assertThat(bench.podman("inspect", id).stdout()).doesNotContain("--env LINES=");
    }

    @Test
    void hasFewRights() {
        String id = bench.running("rights", bench.sources("rights"), WorkspaceConfiguration.EMPTY);

        String status = bench.shell(id, "grep -E 'CapBnd|NoNewPrivs' /proc/self/status");
        long bounding = Long.parseLong(
                status.lines()
                        .findFirst()
                        .orElseThrow()
                        .substring("CapBnd:".length())
                        .strip(),
                16);
        assertThat(status).contains("NoNewPrivs:\t1");
        assertThat(bounding & (1L << 13)).as("NET_RAW").isZero();
        assertThat(bounding & (1L << 27)).as("MKNOD").isZero();
    }

    @Test
    void leavesAWorkspaceWithDenyWithoutNetwork() {
        String id = bench.running(
                "denied",
                bench.sources("denied"),
                with().mode(Network.Mode.DENY).ports(8080).get());

        assertThat(bench.shell(id, "ls /sys/class/net")).isEqualTo("lo");
        assertThat(bench.steps.events())
                .contains("warn: no port is published, since the network policy leaves the workspace without a"
                        + " network");
        assertThatThrownBy(() -> bench.create(
                        "hosts",
                        bench.sources("denied"),
                        with().mode(Network.Mode.DENY).hosts("pypi.org").get()))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1e3", "a..b", "x", "0123456789012345678901234567890123456789012345678901234567-9"})
    void acceptsStrangeNames(String name) {
        String id = bench.running(name, bench.sources("names"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.shell(id, "echo here")).isEqualTo("here");
        bench.runtime.stop(id, bench.steps);
        bench.runtime.remove(id, bench.steps);
    }

    @Test
    void takesAnotherContainerNameWhenItsOwnIsTaken() {
        bench.create("taken", bench.sources("taken"), WorkspaceConfiguration.EMPTY);

        RuntimeInfo second = bench.runtime.create(
                bench.request("taken", bench.sources("taken"), WorkspaceConfiguration.EMPTY), bench.steps);

        assertThat(second.facts().get("container")).startsWith("kdn-taken-");
    }

    @Test
    void usesGroupsByNumberAndRootOnlyForRootsSources() {
        assumeTrue(Owner.isRoot(), "only root makes workspaces for others");
        String dialout = bench.running("gid", bench.sources("gid", 1500, 20), WorkspaceConfiguration.EMPTY);
        assertThat(bench.shell(dialout, "id -u; id -un; id -g; id -gn")).isEqualTo("1500\nagent\n20\ndialout");

        String root = bench.running("root", bench.sources("root", 0, 0), WorkspaceConfiguration.EMPTY);
        assertThat(bench.shell(root, "id -u; echo ~; touch f && stat -c %u f")).isEqualTo("0\n/home/agent\n0");
        assertThat(bench.steps.events())
                .contains("warn: the sources belong to root, so the workspace runs as root inside its container");
    }

    @Test
    void leavesNothingBehindAFailedCreate() {
        List<String> containers = bench.owned("ps", "-a");
        List<String> networks = bench.owned("network", "ls");

        assertThatThrownBy(() -> bench.create(
                        "missing",
                        bench.sources("missing"),
                        with().mount("/nowhere", "/mnt", true).get()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mount host does not exist: /nowhere (index 0)");
        assertThatThrownBy(() -> bench.create(
                        "secret",
                        bench.sources("missing"),
                        with().secret("TOKEN", "kdn-no-such-secret").get()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "environment variable \"TOKEN\" names the secret \"kdn-no-such-secret\", which neither kdn nor"
                                + " podman has");

        assertThat(bench.owned("ps", "-a")).isEqualTo(containers);
        assertThat(bench.owned("network", "ls")).isEqualTo(networks);
    }

    @Test
    void refusesAMountThatBecameALink() throws IOException {
        Path sources = bench.sources("moved");
        Path data = Files.createDirectory(sources.resolve("data"));
        String id = bench.create(
                "moved", sources, with().mount("$SOURCES/data", "/data", false).get());
        Files.delete(data);
        assertThatThrownBy(() -> bench.runtime.start(id, bench.steps)).isInstanceOf(ConfigurationException.class);

        Files.createSymbolicLink(data, Path.of("/etc"));

        assertThatThrownBy(() -> bench.runtime.start(id, bench.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessage("mounted path leads somewhere else now: " + data + " is a link to /etc");
    }

    @Test
    void seesWhatHappensBehindItsBack() {
        String id = bench.running("behind", bench.sources("behind"), WorkspaceConfiguration.EMPTY);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.RUNNING));

        bench.podman("kill", id);
        bench.podman("wait", id);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.STOPPED));
        bench.runtime.start(id, bench.steps);
        // An ordinary user's engine cannot freeze with control groups of version 1.
        boolean frozen = bench.podman("pause", id).succeeded();
        assertThat(states(id)).containsExactly(Map.entry(id, frozen ? RuntimeState.PAUSED : RuntimeState.RUNNING));
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);

        bench.podman("rm", "-f", id);
        assertThat(states(id)).isEmpty();
        int networks = bench.owned("network", "ls").size();
        bench.runtime.remove(id, bench.steps);
        assertThat(bench.owned("network", "ls")).hasSize(networks - 1);
    }

    @Test
    void asksOnceForAllStates() {
        assertThat(states("0".repeat(64))).isEmpty();
        assertThat(bench.runner.calls).containsExactly("ps -a");
    }

    private static Map<String, RuntimeState> states(String id) {
        return StatesOf.instances(bench.runtime, id);
    }

    @Test
    void buildsAnImageAgainThatIsGone() {
        String gone = bench.runtime
                .create(
                        bench.request("gone", bench.sources("gone", 1600, 1600), WorkspaceConfiguration.EMPTY),
                        bench.steps)
                .facts()
                .get("image");
        bench.podman("rmi", "-f", String.valueOf(gone));
        bench.steps.clear();

        bench.create("again", bench.sources("gone", 1600, 1600), WorkspaceConfiguration.EMPTY);

        assertThat(bench.steps.events()).contains("start: Building container image: " + gone);
    }

    @Test
    void passesArgumentsAndExitCodes() {
        String id = bench.running("terminal", bench.sources("terminal"), WorkspaceConfiguration.EMPTY);

        assertThat(open(id, "sh", "-c", "exit 7")).isEqualTo(7);
        assertThat(open(id, "no-such-program")).isEqualTo(127);
        assertThat(open(id, "/etc/passwd")).isEqualTo(126);
        assertThat(open(id, "printf", "<%s>", "a b", "", "$HOME;ls")).isZero();
        assertThat(bench.runner.attached()).isEqualTo("<a b><><$HOME;ls>");
        bench.runtime.stop(id, bench.steps);
        assertThat(open(id, "true")).isEqualTo(125);
    }

    private static int open(String id, String... command) {
        return bench.terminal()
                .open(new TerminalAccess.Request(id, "shell", List.of(command), false, Optional.empty()));
    }

    static ConfigurationBuilder with() {
        return new ConfigurationBuilder();
    }
}
