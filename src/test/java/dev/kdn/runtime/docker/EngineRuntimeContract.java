/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

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
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatesOf;
import dev.kdn.testing.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workspaces on a Debian base and an engine that speaks docker's interface.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineRuntimeContract {
    private static final Pattern BOUND =
            Pattern.compile("\"bind\":\"127\\.0\\.0\\.1\",\"port\":(\\d+),\"target\":18080");

    DockerWorkbench bench;

    /// As in `DOCKER_HOST`.
    abstract String host();

    @BeforeAll
    void open(@TempDir Path folder) {
        bench = new DockerWorkbench(folder, host(), DockerWorkbench.base(DockerWorkbench.DEBIAN));
        bench.create("first", bench.sources("first"), WorkspaceConfiguration.EMPTY);
    }

    @AfterAll
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void forget() {
        bench.engine.reset();
        bench.steps.clear();
    }

    private List<String> requests() {
        List<String> requests = bench.engine.requests();
        bench.engine.reset();
        return requests;
    }

    @Test
    void goesThroughLifeInFewRequests() {
        RuntimeInfo created = bench.runtime.create(
                bench.request("life", bench.sources("life"), WorkspaceConfiguration.EMPTY), bench.steps);
        assertThat(requests()).containsExactly("POST networks create", "POST containers create");
        assertThat(created.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(created.info()).containsOnlyKeys("container_id", "image_name", "source_path", "agent");
        assertThat(created.facts())
                .containsEntry("container", "life")
                .containsEntry("user", DockerWorkbench.OWNER.toString());
        assertThat(bench.steps.events())
                .containsExactly("start: Creating workspace container: life", "complete: Workspace container created");
        String id = created.id();

        assertThat(bench.runtime.start(id, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(requests()).containsExactly("POST containers start", "GET containers json");
        assertThat(bench.runtime.start(id, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);
        assertThatThrownBy(() -> bench.runtime.remove(id, bench.steps)).isInstanceOf(ConflictException.class);
        requests();

        long start = System.nanoTime();
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(requests()).containsExactly("POST containers stop");
        assertThat(bench.runtime.info(id).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        requests();

        bench.runtime.remove(id, bench.steps);
        assertThat(requests()).containsExactly("DELETE containers", "DELETE networks");
        bench.runtime.remove(id, bench.steps);
        assertThatThrownBy(() -> bench.runtime.info(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bench.runtime.start(id, bench.steps)).isInstanceOf(NotFoundException.class);
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void asksOnceForAllStates() {
        assertThat(states("0".repeat(64))).isEmpty();
        assertThat(requests()).containsExactly("GET containers json");
    }

    /// Docker chooses ports anew at each start, so they are read at each.
    @Test
    void publishesPortsOnLoopbackAndReadsThemAfterEachStart() {
        String id = bench.create(
                "ports", bench.sources("ports"), with().ports(18080, 18081).get());

        String first = forwards(bench.runtime.start(id, bench.steps));
        assertThat(published(id)).isEqualTo("127.0.0.1:" + port(first));
        assertThat(forwards(bench.runtime.info(id))).isEqualTo(first).contains("\"target\":18081");

        bench.runtime.stop(id, bench.steps);
        String second = forwards(bench.runtime.start(id, bench.steps));
        assertThat(published(id)).isEqualTo("127.0.0.1:" + port(second));
    }

    private static String forwards(RuntimeInfo info) {
        return info.info().getOrDefault("forwards", "");
    }

    private static String port(String forwards) {
        var matcher = BOUND.matcher(forwards);
        assertThat(matcher.find()).as(forwards).isTrue();
        return matcher.group(1);
    }

    private String published(String id) {
        return bench.docker("port", id, "18080/tcp").stdout().strip();
    }

    @Test
    void keepsValuesAndPathsAsTheyAre() throws IOException {
        Path strange = Files.createDirectories(bench.root.resolve(oddName()));
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
        assertThat(Owner.of(sources.resolve("made"))).isEqualTo(DockerWorkbench.OWNER);
    }

    /// A folder's name that the engine can mount.
    String oddName() {
        return "a b,c\"d'é:=x";
    }

    @Test
    void mountsAFolderWhoseNameLooksLikeAnOption() throws IOException {
        Path data = Files.createDirectories(bench.root.resolve("data,source=/etc,ro=true"));
        String id = bench.running(
                "option",
                bench.sources("option"),
                with().mount(data.toString(), "/data", false).get());

        assertThat(bench.shell(id, "ls -A /data")).isEmpty();
    }

    @Test
    void hasFewRights() {
        String id = bench.running("rights", bench.sources("rights"), WorkspaceConfiguration.EMPTY);

        String status = bench.shell(id, "grep -E 'CapBnd|NoNewPrivs' /proc/self/status");
        long bounding = Long.parseLong(status.replaceAll("(?s).*CapBnd:\\s*(\\w+).*", "$1"), 16);
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

    @Test
    void limitsWhatTheContainerMayUse() {
        ResourceLimits limits = ResourceLimits.of(Map.of(Kind.MEMORY, "64m", Kind.CPUS, "0.5", Kind.PIDS, "77"));
        CreateRequest request = CreateRequests.with(
                limits, bench.request("limits", bench.sources("limits"), WorkspaceConfiguration.EMPTY));
        String id = bench.runtime.create(request, bench.steps).id();
        bench.runtime.start(id, bench.steps);

        String script = """
            cd /sys/fs/cgroup
            for file in memory.max memory/memory.limit_in_bytes pids.max pids/pids.max; do
              [ ! -f $file ] || cat $file
            done
            cat cpu.max cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us 2>/dev/null | tr '\\n' ' '
            """;
        assertThat(bench.shell(id, script)).isEqualTo("67108864\n77\n50000 100000");
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
                .hasMessage("environment variable \"TOKEN\" names the secret \"kdn-no-such-secret\", which kdn does not"
                        + " have");

        assertThat(bench.owned("ps", "-a")).isEqualTo(containers);
        assertThat(bench.owned("network", "ls")).isEqualTo(networks);
    }

    @Test
    void seesWhatHappensBehindItsBack() {
        String id = bench.running("behind", bench.sources("behind"), WorkspaceConfiguration.EMPTY);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.RUNNING));

        bench.docker("kill", id);
        bench.docker("wait", id);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.STOPPED));
        bench.runtime.start(id, bench.steps);
        bench.docker("pause", id);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.PAUSED));
        assertThat(bench.runtime.start(id, bench.steps).state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(bench.shell(id, "echo resumed")).isEqualTo("resumed");
        bench.docker("pause", id);
        assertThatThrownBy(() -> bench.runtime.remove(id, bench.steps)).isInstanceOf(ConflictException.class);
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(states(id)).containsExactly(Map.entry(id, RuntimeState.STOPPED));

        bench.docker("rm", "-f", id);
        assertThat(states(id)).isEmpty();
        int networks = bench.owned("network", "ls").size();
        bench.runtime.remove(id, bench.steps);
        assertThat(bench.owned("network", "ls")).hasSize(networks - 1);
    }

    private Map<String, RuntimeState> states(String id) {
        return StatesOf.instances(bench.runtime, id);
    }

    @Test
    void buildsAnImageAgainThatIsGone() {
        Path sources = bench.sources("gone");
        String agents = "goose"; // an image that no other test uses
        RuntimeInfo made = bench.runtime.create(CreateRequests.plain("gone", sources, agents), bench.steps);
        String image = made.facts().getOrDefault("image", "");
        bench.runtime.remove(made.id(), bench.steps);
        bench.docker("rmi", "-f", image);
        bench.steps.clear();

        bench.runtime.create(CreateRequests.plain("gone", sources, agents), bench.steps);

        assertThat(bench.steps.events()).contains("start: Building container image: " + image);
    }

    @Test
    void carriesStateOverWithOwnersModesAndLinks() {
        Recreation recreation = bench.runtime.capabilities().recreation().orElseThrow();
        CreateRequest request = bench.request(
                "carried", bench.sources("carried"), with().ports(18080).get());
        String old = bench.runtime.create(request, bench.steps).id();
        String port = port(forwards(bench.runtime.start(old, bench.steps)));
        bench.shell(
                old,
                "mkdir -p ~/.tool/deep; umask 077; echo login >~/.tool/deep/token; ln -s deep/token ~/.tool/link;"
                        + " echo ls >~/.history; chmod 640 ~/.history; echo x >~/elsewhere");

        RuntimeInfo made = recreation.beside(
                old,
                new RecreatePlan(request, List.of("~/.tool", "~/.history", "~/.none"), false, List.of()),
                bench.steps);
        bench.runtime.stop(old, bench.steps);
        recreation.keepOnly(made.id(), request.workspaceId());
        RuntimeInfo started = bench.runtime.start(made.id(), bench.steps);

        assertThat(port(forwards(started))).isEqualTo(port);
        assertThat(bench.shell(
                        made.id(),
                        "cat ~/.tool/link ~/.history; readlink ~/.tool/link; cd ~;"
                                + " stat -c '%n %a %U' .tool .tool/deep/token .history; ls elsewhere"))
                .startsWith("""
                    login
                    ls
                    deep/token
                    .tool 755 agent
                    .tool/deep/token 600 agent
                    .history 640 agent
                    """)
                .contains("No such file");
    }

    @Test
    void passesArgumentsExitCodesAndTheEndOfInput() {
        String id = bench.running("terminal", bench.sources("terminal"), WorkspaceConfiguration.EMPTY);

        assertThat(bench.open(id, "", "sh", "-c", "echo out; echo err >&2; exit 7"))
                .isEqualTo(new DockerWorkbench.Output(7, "out\n", "err\n"));
        assertThat(bench.open(id, "", "no-such-program").exit()).isEqualTo(127);
        assertThat(bench.open(id, "", "/etc/passwd").exit()).isEqualTo(126);
        assertThat(bench.open(id, "", "sh", "-c", "kill -KILL $$").exit()).isEqualTo(137);
        assertThat(bench.open(id, "", "printf", "<%s>", "a b", "", "$HOME;ls").stdout())
                .isEqualTo("<a b><><$HOME;ls>");
        assertThat(bench.open(id, "one\ntwo\n", "wc", "-l").stdout()).isEqualTo("2\n");
        assertThat(bench.open(id, "echo from bash; exit 3\n"))
                .isEqualTo(new DockerWorkbench.Output(3, "from bash\n", ""));
        bench.runtime.stop(id, bench.steps);
        assertThatThrownBy(() -> bench.open(id, "", "true")).hasMessageContaining("does not run");
    }

    static ConfigurationBuilder with() {
        return new ConfigurationBuilder();
    }
}
