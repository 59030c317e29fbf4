/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces on this machine, by the packaged kdn.
@EngineTest("bwrap")
class LocalRuntimeIT {
    private static final String WARNING = "this workspace has no sandbox";

    @TempDir
    private Path root;

    private Kdn kdn;
    private Path sources;

    @BeforeEach
    void open() throws IOException {
        root = root.toRealPath();
        kdn = Kdn.fresh(root);
        sources = Files.createDirectories(root.resolve("größeres Projekt"));
    }

    @AfterEach
    void removeAll() {
        List<String> names = kdn.run("list", "-q").stdout().lines().toList();
        names.forEach(id -> kdn.run("remove", "--force", id));
        kdn.close();
    }

    private Result init(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("init", "--runtime", "local", "--agent", "shell", "--name", "shop", sources.toString()));
        words.addAll(List.of(more));
        return kdn.run(words.toArray(String[]::new));
    }

    private void configure(String json) throws IOException {
        Files.writeString(Files.createDirectories(sources.resolve(".kaiden")).resolve("workspace.json"), json);
    }

    @Test
    void goesThroughALife() {
        init().exit(0);
        assertThat(kdn.run("list").exit(0).stdout()).contains("shop", "local", "stopped");
        kdn.run("start", "shop").exit(0);

        Result inside = kdn.run("terminal", "shop", "--", "sh", "-c", "pwd; echo $HOME; echo kept >~/file; exit 7");

        assertThat(inside.exit(7).stdout()).isEqualTo(sources + "\n/home/agent\n");
        assertThat(kdn.run("list").stdout()).contains("running");
        kdn.run("remove", "shop").exit(4);
        kdn.run("stop", "shop").exit(0);
        kdn.run("start", "shop").exit(0);
        assertThat(kdn.run("terminal", "shop", "--", "cat", "/home/agent/file").stdout())
                .isEqualTo("kept\n");
        kdn.run("remove", "--force", "shop").exit(0);
        assertThat(kdn.storage().resolve("runtimes/local/instances")).isEmptyDirectory();
    }

    @Test
    void passesCodesAndStreamsThrough() {
        init("--start").exit(0);

        assertThat(kdn.run("terminal", "shop", "--", "no-such-program")
                        .exit(127)
                        .stderr())
                .isEqualTo("Error: there is no such command in the workspace: no-such-program\n");
        assertThat(kdn.run("terminal", "shop", "--", "/etc").exit(126).stderr()).contains("cannot be executed");
        kdn.run("terminal", "shop", "--", "sh", "-c", "kill -TERM $$").exit(143);
        assertThat(kdn.withStdin("typed")
                        .run("terminal", "shop", "--", "cat")
                        .exit(0)
                        .stdout())
                .isEqualTo("typed");
        assertThat(kdn.run("terminal", "shop", "--", "printf", "%s|", "a b", "", "*")
                        .stdout())
                .isEqualTo("a b||*|");
    }

    @Test
    void keepsTwoWorkspacesApart() {
        init("--start").exit(0);
        kdn.run(
                        "init",
                        "--runtime",
                        "local",
                        "--agent",
                        "shell",
                        "--name",
                        "other",
                        "--start",
                        root.resolve("work").toString())
                .exit(0);
        kdn.run("terminal", "shop", "--", "sh", "-c", "echo mine >/tmp/file; echo mine >~/file")
                .exit(0);

        kdn.run("terminal", "other", "--", "cat", "/tmp/file").exit(1);
        kdn.run("terminal", "other", "--", "sh", "-c", "cat ~/file").exit(1);
        kdn.run("terminal", "other", "--", "ls", sources.toString()).exit(2);
    }

    @Test
    void endsWhatRunsWhenItIsStopped() {
        init("--start").exit(0);
        String seconds = Processes.sleep(5566);
        try (RunningProgram terminal = kdn.start("terminal", "shop", "--", "sleep", seconds)) {
            terminal.awaitUntil(
                    "the program runs",
                    () -> !Processes.running("sleep", seconds).isEmpty());

            kdn.run("stop", "shop").exit(0);

            assertThat(terminal.await().exit()).isEqualTo(143);
        }
        assertThat(Processes.running("sleep", seconds)).isEmpty();
    }

    @Test
    void endsWhatRunsWhenItIsKilled() {
        init("--start").exit(0);
        String seconds = Processes.sleep(5577);
        try (RunningProgram terminal = kdn.start("terminal", "shop", "--", "sleep", seconds)) {
            terminal.awaitUntil(
                    "the program runs",
                    () -> !Processes.running("sleep", seconds).isEmpty());

            terminal.signal("KILL");

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!Processes.running("sleep", seconds).isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        assertThat(Processes.running("sleep", seconds)).isEmpty();
    }

    @Test
    void hasMountsAndVariables() throws IOException {
        Path shared = Files.createDirectories(root.resolve("shared things"));
        Files.writeString(shared.resolve("note"), "read me");
        configure("""
            {"mounts": [{"host": "%s", "target": "$HOME/shared", "ro": true},
                        {"host": "$SOURCES", "target": "/opt-sources", "ro": true}],
             "environment": [{"name": "GREETING", "value": "it's $HOME \\"here\\""},
                             {"name": "LD_PRELOAD", "value": "/nowhere.so"}]}
            """.formatted(shared));
        init("--start", "--trust").exit(0);

        Result inside = kdn.run(
                "terminal",
                "shop",
                "--",
                "sh",
                "-c",
                "cat ~/shared/note; touch ~/shared/x; ls -A /opt-sources; echo $GREETING");

        assertThat(inside.stdout()).isEqualTo("read me.kaiden\nit's $HOME \"here\"\n");
        assertThat(inside.stderr()).contains("Read-only file system");
        assertThat(shared.resolve("x")).doesNotExist();
    }

    @Test
    void showsSecretsToNobodyElse() throws IOException {
        kdn = kdn.with("KDN_SECRET_STORE", "file").with("KDN_SECRET_PASSPHRASE", "open sesame");
        kdn.withStdin("s3cr3t-value")
                .run("secret", "create", "token", "--type", "github")
                .exit(0);
        configure("{\"environment\": [{\"name\": \"TOKEN\", \"secret\": \"token\"}]}");
        init("--start", "--trust").exit(0);

        Result inside = kdn.run(
                "terminal", "shop", "--", "sh", "-c", "echo $TOKEN; cat /proc/[0-9]*/cmdline | grep -c s3cr3t-valu[e]");

        assertThat(inside.stdout()).isEqualTo("s3cr3t-value\n0\n");
        try (var files = Files.walk(kdn.storage().resolve("runtimes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    void refusesWhatItCannotEnforce() throws IOException {
        configure("{\"network\": {\"mode\": \"deny\", \"hosts\": [\"example.com\"]}}");
        init().exit(6);
        configure("{\"network\": {\"mode\": \"deny\"}}");
        init("--unsandboxed").exit(6);
        assertThat(init("--memory", "512m").stderr()).contains("memory");
        assertThat(kdn.run("list", "-q").stdout()).isEmpty();
    }

    @Test
    void saysEachTimeThatThereIsNoSandbox() {
        assertThat(init("--unsandboxed").exit(0).stderr()).contains(WARNING);
        assertThat(kdn.run("start", "shop").exit(0).stderr()).contains(WARNING);

        Result inside = kdn.run("terminal", "shop", "--", "sh", "-c", "echo $HOME; pwd; kill -0 $PPID && echo seen");

        assertThat(inside.exit(0).stderr()).contains(WARNING);
        assertThat(inside.stdout()).startsWith(kdn.storage().toString()).endsWith("/home\n" + sources + "\nseen\n");
        String seconds = Processes.sleep(5588);
        kdn.run("terminal", "shop", "--", "sh", "-c", "setsid sleep " + seconds + " >/dev/null 2>&1 &")
                .exit(0);
        kdn.run("stop", "shop").exit(0);
        assertThat(Processes.running("sleep", seconds)).isEmpty();
    }

    @Test
    void needsASandboxOrAWord() throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        for (String tool : List.of("sh", "setsid", "dirname", "readlink", "uname", "env", "git", "mkdir")) {
            Path found = Path.of("/usr/bin", tool);
            if (Files.exists(found)) {
                Files.createSymbolicLink(bin.resolve(tool), found);
            }
        }
        Kdn without = kdn.with("PATH", bin.toString());

        Result refused = without.run("init", "--runtime", "local", "--agent", "shell", sources.toString());
        assertThat(refused.exit(5).stderr()).contains("bwrap", "apt install bubblewrap", "--unsandboxed");
        without.run("config", "set", "local.unsandboxed", "yes").exit(0);
        Result allowed =
                without.run("init", "--runtime", "local", "--agent", "shell", "--name", "shop", sources.toString());
        assertThat(allowed.exit(0).stderr()).contains(WARNING);
        assertThat(kdn.run("start", "shop").exit(0).stderr()).doesNotContain(WARNING);
    }

    @Test
    void isMadeAnewWithWhatItsAgentKeeps() {
        kdn.run("init", "--runtime", "local", "--agent", "claude", "--name", "shop", sources.toString())
                .exit(0);
        kdn.run("start", "shop").exit(0);
        kdn.run(
                        "terminal",
                        "shop",
                        "--",
                        "sh",
                        "-c",
                        "mkdir -p ~/.claude; echo kept >~/.claude/history.jsonl; echo x >~/other")
                .exit(0);

        kdn.run("recreate", "--force", "shop").exit(0);

        kdn.run("start", "shop").exit(0);
        assertThat(kdn.run("terminal", "shop", "--", "sh", "-c", "cat ~/.claude/history.jsonl; ls ~/other")
                        .stdout())
                .isEqualTo("kept\n");
        assertThat(kdn.run("terminal", "shop", "--", "cat", "/home/agent/.claude.json")
                        .stdout())
                .contains(sources.toString());
    }
}
