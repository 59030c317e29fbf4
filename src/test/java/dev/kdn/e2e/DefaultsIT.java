/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kdn init` by who names neither runtime nor agent.
class DefaultsIT {
    private Path bin;
    private Kdn kdn;

    /// No engine can be found or reached.
    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : List.of("env", "setsid", "sh", "sleep", "cat", "sed", "rm")) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
        }
        kdn = Kdn.fresh(folder).with("DOCKER_HOST", "unix:///nonexistent/docker.sock");
    }

    @Test
    void tellsWhyNoRuntimeWorks() {
        Result init =
                kdn.with("PATH", bin.toString()).run("init", "--agent", "shell").exit(5);

        assertThat(init.stdout()).isEmpty();
        assertThat(init.stderr())
                .startsWith("Error: no runtime works on this machine: podman (no podman command on PATH); docker (")
                .contains("\npodman: install Podman\ndocker: ");
        assertThat(kdn.storage()).doesNotExist();
    }

    @Test
    void waitsTwoSecondsForAPodmanThatHangs() throws IOException {
        podman("exec sleep 600");
        Instant before = Instant.now();

        Result init = kdn.with("PATH", bin.toString())
                .run("init", "--agent", "shell", "-o", "json")
                .exit(5);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5)); // with kdn's own time
        assertThat(init.stdout()).contains("\"error\": \"no runtime works on this machine: podman (podman d");
        assertThat(init.stderr()).isEmpty();
    }

    @Test
    void takesThePodmanThatAnswers() throws IOException {
        podman("""
            case $1 in
            info) echo '{"version": {"Version": "5.3.1"}, "store": {"graphDriverName": "overlay"}}' ;;
            *) echo 'no more than that'; exit 125 ;;
            esac\
            """);

        Result init = kdn.with("PATH", bin.toString()).run("init", "--agent", "shell");

        assertThat(init.stderr()).startsWith("Runtime: podman, which answers (version 5.3.1); choose another one with");
    }

    @Test
    void needsAnAgentWhereNobodyCanBeAsked() {
        Result init = kdn.run("init", "--runtime", "fake").exit(7);

        assertThat(init.stdout()).isEmpty();
        assertThat(init.stderr()).isEqualTo("""
            Error: agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable
            agents: claude, codex, cursor, gemini, goose, openclaw, opencode, shell; 'kdn config set agent NAME' chooses \
            one for good
            """);
        assertThat(kdn.runOnTerminal("init", "--runtime", "fake", "--no-input").exit())
                .isEqualTo(7);
        assertThat(kdn.with("CI", "true").runOnTerminal("init", "-r", "fake").exit())
                .isEqualTo(7);
    }

    @Test
    void asksForTheAgentOnATerminal() throws InterruptedException {
        assumeTrue(Tool.isThere("tmux"), "tmux is not installed");
        try (Screen screen = Screen.of(kdn, "init --runtime fake")) {
            screen.await("  1) claude ").await("Number or name [1]:").press("nosuch Enter");
            screen.await("There is no agent \"nosuch\" to choose").press("shell Enter");

            screen.await("ended with 0");
        }
        assertThat(kdn.run("list", "-o", "json").exit(0).stdout()).contains("\"agent\": \"shell\"");
    }

    @Test
    void leavesAtCtrlCAndCtrlD() throws InterruptedException {
        assumeTrue(Tool.isThere("tmux"), "tmux is not installed");
        try (Screen screen = Screen.of(kdn, "init --runtime fake")) {
            String text =
                    screen.await("[1]:").press("C-c").await("ended with 130").text();

            assertThat(text).contains("[1]: ^C\nended with 130").doesNotContain("Error");
        }
        try (Screen screen = Screen.of(kdn, "init --runtime fake")) {
            String text =
                    screen.await("[1]:").press("C-d").await("ended with 7").text();

            assertThat(text).contains("\nError: no agent was chosen\n");
        }
        assertThat(kdn.storage()).doesNotExist();
    }

    private void podman(String script) throws IOException {
        Path podman = Files.writeString(bin.resolve("podman"), "#!/bin/sh\n" + script + "\n");
        assertThat(podman.toFile().setExecutable(true)).isTrue();
    }
}
