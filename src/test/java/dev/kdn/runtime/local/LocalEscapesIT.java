/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.agent.SettingsFile;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.process.Posix;
import dev.kdn.process.PseudoTerminal;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.local.LocalWorkbench.Inside;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs in a workspace try to get at what is not theirs. Perl makes the calls that no tool makes.
@EngineTest("bwrap")
class LocalEscapesIT {
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    @TempDir
    private Path folder;

    private LocalWorkbench bench;

    @BeforeEach
    void open() {
        bench = new LocalWorkbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String started(WorkspaceConfiguration configuration) {
        String id = bench.runtime
                .create(
                        CreateRequests.configured("shop", bench.sources("sources"), "shell", configuration),
                        new RecordingStepLogger())
                .id();
        return bench.runtime.start(id, new RecordingStepLogger()).id();
    }

    private String started() {
        return started(WorkspaceConfiguration.EMPTY);
    }

    /// The error number of a system call made inside; 0 if it worked.
    private int call(String id, String arguments) {
        Inside inside =
                bench.inside(id, List.of("perl", "-e", "my $r = syscall(" + arguments + "); print $r < 0 ? $!+0 : 0"));
        assertThat(inside.errors()).isEmpty();
        return Integer.parseInt(inside.output());
    }

    private static String number(int x86, int arm) {
        return Integer.toString(Posix.isArm() ? arm : x86);
    }

    @Test
    void readsNothingOfTheUsersHome() throws IOException {
        Path key =
                Files.createDirectories(bench.folder.resolve("user-home/.ssh")).resolve("id_ed25519");
        Files.writeString(key, "the key");
        String id = started();

        assertThat(bench.inside(id, "cat '" + key + "'").exit()).isNotZero();
        assertThat(bench.inside(id, "cat ~/.ssh/id_ed25519").exit()).isNotZero();
        assertThat(bench.inside(id, "ls -A /root /home").output()).doesNotContain(".ssh", "testbed");
        assertThat(bench.inside(id, "ls -A '" + System.getProperty("user.home") + "'")
                        .output())
                .isEmpty();
        assertThat(bench.inside(id, "ls -A '" + bench.folder.resolve("storage") + "'")
                        .exit())
                .isNotZero();
    }

    @Test
    void writesNothingOutsideOfTheSourcesAndItsOwnFolders() {
        String id = started();
        String outside = bench.folder.resolve("planted").toString();

        Inside inside = bench.inside(
                id,
                "for f in /usr/planted /etc/planted /planted /bin/planted /home/planted; do"
                        + " touch $f 2>/dev/null && echo $f; done;"
                        + " touch '" + outside + "' ../planted 2>/dev/null; touch here ~/there /tmp/elsewhere");

        assertThat(inside).isEqualTo(new Inside(0, "", ""));
        assertThat(bench.folder.resolve("planted")).doesNotExist();
        assertThat(bench.folder.resolve("sources/here")).exists();
        assertThat(bench.home(id).resolve("there")).exists();
        assertThat(bench.temporary(id).resolve("elsewhere")).exists();
        assertThat(Path.of("/tmp/elsewhere")).doesNotExist();
    }

    @Test
    void reachesNoProcessOfTheMachine() throws IOException {
        Process victim = new ProcessBuilder("sleep", "300").start();
        try {
            String id = started();
            long pid = victim.pid();

            Inside inside = bench.inside(
                    id,
                    "kill -9 " + pid + "; cat /proc/" + pid + "/environ; ls /proc/" + pid + "/root; kill -9 -1;"
                            + " ls -d /proc/[0-9]* | wc -l");

            assertThat(inside.errors()).contains("No such process");
            assertThat(victim.isAlive()).isTrue();
            assertThat(ProcessHandle.current().isAlive()).isTrue();
            assertThat(call(id, number(101, 117) + ", 16, " + pid + ", 0, 0")).isEqualTo(EPERM);
            assertThat(call(id, number(101, 117) + ", 16, 1, 0, 0")).isEqualTo(EPERM);
            assertThat(call(id, number(310, 270) + ", " + pid + ", 0, 0, 0, 0, 0"))
                    .isEqualTo(EPERM);
            assertThat(victim.isAlive()).isTrue();
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void gainsNothingByFilesOfOtherUsers() throws IOException, InterruptedException {
        String id = started();
        assertThat(bench.inside(id, "grep -E 'NoNewPrivs|CapEff|CapBnd' /proc/self/status | tr -d '\\t'")
                        .output())
                .isEqualTo("CapEff:0000000000000000\nCapBnd:0000000000000000\nNoNewPrivs:1\n");
        Path tool = bench.folder.resolve("sources/tool");
        Files.copy(Path.of("/usr/bin/id"), tool);
        boolean root =
                new ProcessBuilder("chown", "1:1", tool.toString()).start().waitFor() == 0;
        assertThat(new ProcessBuilder("chmod", "6755", tool.toString()).start().waitFor())
                .isZero();

        String before = bench.inside(id, "id").output();

        assertThat(bench.inside(id, "./tool").output()).isEqualTo(before);
        assertThat(bench.inside(id, "su -c id nobody </dev/null").exit()).isNotZero();
        assertThat(root || Posix.uid() != 0).isTrue();
    }

    @Test
    void typesNothingIntoATerminal() throws IOException, InterruptedException {
        String id = started();
        PseudoTerminal device = PseudoTerminal.open();
        try {
            String script = "for my $n (0x5412, 0x541C) { for my $t ('/dev/tty', '/dev/stdin') {"
                    + " open(my $f, '+<', $t) or die; my $c = 'x'; print ioctl($f, $n, $c) ? 'typed' : $!+0, ' '; } }";
            Process process = bench.start(
                    id, SandboxedProgram.of(List.of("perl", "-e", script)).onTerminal(device.device()));

            assertThat(printed(device, process)).isEqualTo("1 1 1 1 ");
        } finally {
            device.hangUp();
        }
    }

    @Test
    void stopsAJobOfAShellOnItsTerminal() throws IOException, InterruptedException {
        String id = started();
        PseudoTerminal device = PseudoTerminal.open();
        try {
            Process process = bench.start(
                    id,
                    SandboxedProgram.of(List.of("bash", "--norc", "--noprofile", "-i"))
                            .onTerminal(device.device()));
            type(device, "sh -c 'echo be\"\"gun; exec sleep 100'\n");
            assertThat(printed(device, process, "begun")).contains("begun");

            type(device, "\u001a");

            assertThat(printed(device, process, "Stopped")).contains("Stopped");
            type(device, "kill -KILL %1; exit 5\nexit 5\n");
            assertThat(printed(device, process)).isNotEmpty();
            assertThat(process.exitValue()).isEqualTo(5);
        } finally {
            device.hangUp();
        }
    }

    private static void type(PseudoTerminal device, String keys) throws IOException {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        device.write(bytes, 0, bytes.length);
    }

    private static String printed(PseudoTerminal device, Process process) throws InterruptedException {
        String text = printed(device, process, "\0");
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        return text;
    }

    /// What is printed until there is that text, or nothing more will come.
    private static String printed(PseudoTerminal device, Process process, String wanted) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[1000];
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int count = 0;
        while (count >= 0 && text.indexOf(wanted) < 0 && System.nanoTime() < end) {
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            count = device.read(buffer, Duration.ofMillis(50));
            count = count == 0 && !process.isAlive() ? -1 : count;
        }
        return text.toString();
    }

    @Test
    void findsNoAbstractSocketOfTheMachine() throws IOException {
        assumeThat(ConfinedProgram.isCompletelyConfined()).isTrue();
        String name = "kdn-escape-" + ProcessHandle.current().pid();
        String server = "use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un(\"\\0" + name
                + "\")) or die; listen(S, 5); $| = 1; print \"ready\\n\"; sleep 60";
        String client = "use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0);" + " print connect(S, pack_sockaddr_un(\"\\0"
                + name + "\")) ? 'connected' : 'no'";
        Process listener = new ProcessBuilder("perl", "-e", server).start();
        try {
            assertThat(listener.inputReader().readLine()).isEqualTo("ready");
            assertThat(new ProcessBuilder("perl", "-e", client)
                            .start()
                            .inputReader()
                            .readLine())
                    .isEqualTo("connected");

            assertThat(bench.inside(started(), List.of("perl", "-e", client)).output())
                    .isEqualTo("no");
        } finally {
            listener.destroyForcibly();
        }
    }

    @Test
    void findsNoServiceOfTheMachineByItsSocket() {
        String id = started();

        assertThat(bench.inside(id, "find /run /var /tmp -type s").output()).isEmpty();
        assertThat(bench.inside(id, "ls -A /run").output().lines().toList())
                .isSubsetOf("systemd", "current-system", "resolvconf", "NetworkManager");
        assertThat(bench.inside(id, "env").output()).doesNotContain("DBUS", "XDG_RUNTIME", "SSH_AUTH", "DOCKER");
        assertThat(bench.inside(id, List.of("perl", "-e", "socket(my $s, 40, 1, 0) and print 'vsock'"))
                        .output())
                .isEmpty();
    }

    @Test
    void hasNoKeysOfTheKernel() {
        String id = started();

        assertThat(call(id, number(250, 219) + ", 0, -3, 0")).isEqualTo(EPERM); // the session's keyring
        assertThat(call(id, number(248, 217) + ", (my $t = 'user'), (my $n = 'kdn'), (my $v = 'x'), 1, -3"))
                .isEqualTo(EPERM);
        assertThat(call(id, number(249, 218) + ", (my $t = 'user'), (my $n = 'kdn'), 0, -3"))
                .isEqualTo(EPERM);
    }

    @Test
    void makesNoNamespaceAndMountsNothing() {
        String id = started();

        assertThat(bench.inside(id, "unshare -U true").exit()).isNotZero();
        assertThat(bench.inside(id, "unshare -Ur mount -t tmpfs none /mnt").exit())
                .isNotZero();
        assertThat(bench.inside(id, "mount -o remount,rw /usr").exit()).isNotZero();
        assertThat(bench.inside(id, "bwrap --bind / / true").exit()).isNotZero();
        assertThat(call(id, number(272, 97) + ", 0x10000000")).isEqualTo(EPERM);
        assertThat(call(id, number(165, 40) + ", 0, 0, 0, 0, 0")).isEqualTo(EPERM);
        assertThat(call(id, "435, 0, 0")).isEqualTo(ENOSYS);
        assertThat(call(id, number(321, 280) + ", 0, 0, 0")).isEqualTo(EPERM);
        assertThat(call(id, "425, 1, 0")).isEqualTo(ENOSYS);
    }

    @Test
    void callsTheKernelByNoOtherNumbers() {
        assumeThat(Posix.isArm()).isFalse();

        assertThat(call(started(), "0x40000000 + 250, 0, -3, 0")).isEqualTo(ENOSYS);
    }

    @Test
    void readsOnlyWhatEverybodyMayRead() {
        String id = started();

        assertThat(bench.inside(id, "cat /etc/shadow").exit()).isNotZero();
        assertThat(bench.inside(id, "find /etc /opt /usr/local -type f ! -perm -004 -readable")
                        .output())
                .isEmpty();
        assertThat(bench.inside(id, "find /etc /opt /usr/local /nix -type s -o -type p")
                        .output())
                .isEmpty();
    }

    @Test
    void readsNothingOfTheMachineInProc() {
        Inside inside = bench.inside(
                started(),
                "cd /proc; cat kcore keys timer_list sched_debug latency_stats 2>/dev/null | wc -c; ls -A acpi scsi"
                        + " asound");

        assertThat(inside.output().replaceAll("(acpi|asound|scsi):\n*", "")).isEqualTo("0\n");
    }

    @Test
    void hasNoNetworkWhereItIsDenied() throws IOException {
        WorkspaceConfiguration denied =
                new ConfigurationBuilder().mode(Network.Mode.DENY).get();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String id = started(denied);
            String connect = "use IO::Socket::INET; print IO::Socket::INET->new('127.0.0.1:" + server.getLocalPort()
                    + "') ? 'connected' : 'no'";

            assertThat(bench.inside(id, List.of("perl", "-e", connect)).output())
                    .isEqualTo("no");
            assertThat(bench.inside(id, "tail -n +3 /proc/net/dev | cut -d: -f1")
                            .output()
                            .strip())
                    .isIn("lo", "");
        }
    }

    @Test
    void leadsKdnNowhereByLinks() throws IOException {
        String id = started();
        Path outside = Files.createDirectories(bench.folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "mine");
        assertThat(bench.inside(id, "ln -s '" + outside + "' ~/.tool").exit()).isZero();
        var home = bench.runtime.capabilities().home().orElseThrow();

        assertThatThrownBy(() ->
                        home.write(id, Map.of(".tool/settings", new SettingsFile(new byte[] {'x'}, 0600)), Set.of()))
                .isInstanceOf(KdnException.class);

        assertThat(outside.resolve("settings")).doesNotExist();
        assertThat(home.read(id, Set.of(".tool/secret"))).isEmpty();
    }

    @Test
    void hasNothingMountedWhereALinkLeads() throws IOException {
        Path shared = Files.createDirectories(bench.folder.resolve("shared"));
        String id = started(new ConfigurationBuilder()
                .mount(shared.toString(), "/home/agent/a/b", true)
                .get());
        bench.inside(id, "exit 0");
        Files.delete(bench.home(id).resolve("a/b"));
        Files.delete(bench.home(id).resolve("a"));
        Files.createSymbolicLink(bench.home(id).resolve("a"), Path.of("/etc"));

        assertThatThrownBy(() -> bench.inside(id, "true")).isInstanceOf(RefusedException.class);
    }

    @Test
    void leavesNothingRunningWhenItIsStopped() throws IOException {
        String id = started();
        String seconds = Processes.sleep(4321);
        String mark = "sleep " + seconds;
        Process _ = bench.start(
                id,
                SandboxedProgram.of(List.of("sh", "-c", "trap '' TERM HUP; env -i setsid " + mark + " & " + mark))
                        .outliving());
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Processes.running("sleep", seconds).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        bench.runtime.stop(id, new RecordingStepLogger());

        assertThat(RunningPrograms.of(id)).isEmpty();
        assertThat(Processes.running("sleep", seconds)).isEmpty();
    }
}
