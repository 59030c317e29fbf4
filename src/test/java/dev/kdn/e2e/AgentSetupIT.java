/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings of an agent in a real container. The agent itself is not there: its files are what counts.
@EngineTest(EngineTest.RUNTIME)
class AgentSetupIT {
    private Workbench bench;
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = Workbench.in(folder);
        kdn = bench.kdn;
        Files.writeString(bench.config().resolve("claude.json"), "{\"terminal_command\": [\"sh\"]}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path settings(String path, String text) throws IOException {
        Path file = kdn.storage().resolve("config/claude").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String inside(String script) {
        Result result = kdn.run("terminal", "shop", "--", "sh", "-c", script);
        return result.exit(0).stdout();
    }

    private void init(Path project) {
        kdn.run("init", "--runtime", bench.runtime.name(), "--agent", "claude", project.toString())
                .exit(0);
    }

    @Test
    void settingsArriveStayAndChange() throws IOException {
        Path script = settings("bin/run", "#!/bin/sh\necho ran\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        settings(".claude/CLAUDE.md", "be kind\n");
        Path shop = bench.project("shop");
        Path skill = Files.createDirectories(shop.resolve("skills/greet"));
        Files.writeString(skill.resolve("SKILL.md"), "say hello\n");
        Path kaiden = Files.createDirectories(shop.resolve(".kaiden"));
        Files.writeString(
                kaiden.resolve("workspace.json"),
                "{\"skills\": [\"" + skill + "\"], \"mcp\": {\"servers\": [{\"name\": \"web\", \"url\":"
                        + " \"https://mcp.test/mcp\"}]}}");
        init(shop);

        assertThat(inside("~/bin/run; cd; stat -c '%a %U %n' bin/run .claude.json .claude .claude/skills; cat"
                        + " .claude/skills/greet/SKILL.md"))
                .isEqualTo("""
                    ran
                    750 agent bin/run
                    600 agent .claude.json
                    700 agent .claude
                    700 agent .claude/skills
                    say hello
                    """);
        assertThat(inside("cat ~/.claude.json")).contains("hasCompletedOnboarding", "https://mcp.test/mcp");
        assertThat(inside("touch ~/.claude/skills/greet/x 2>/dev/null || echo read-only; touch ~/.claude/skills/own"))
                .isEqualTo("read-only\n");

        inside("sed -i '1s/{/{\"oauthAccount\": 7,/' ~/.claude.json; echo more >> ~/.claude/CLAUDE.md");
        settings(".claude.json", "{\"theme\": \"light\"}");
        kdn.run("stop", "shop").exit(0);
        kdn.run("start", "shop").exit(0);
        assertThat(inside("cat ~/.claude.json")).contains("oauthAccount", "light", "hasCompletedOnboarding");
        assertThat(inside("cat ~/.claude/CLAUDE.md")).isEqualTo("be kind\nmore\n");

        kdn.run("recreate", "--force", "shop").exit(0);
        assertThat(inside("cat ~/.claude.json")).contains("oauthAccount", "light", "https://mcp.test/mcp");
        assertThat(inside("cd; cat .claude/CLAUDE.md .claude/skills/greet/SKILL.md; stat -c '%a %U' bin/run; ls"
                        + " .claude/skills"))
                .isEqualTo("""
                    be kind
                    more
                    say hello
                    750 agent
                    greet
                    own
                    """);
        assertThat(skill.toFile().list()).containsExactly("SKILL.md");
    }

    /// A server on the loopback of this machine, as most model servers are, and then on all addresses.
    @Test
    void modelServerIsTriedFromInside() throws IOException {
        Path shop = bench.project("shop");
        String warning = "is not reachable from the workspace";
        int port;
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = loopback.getLocalPort();
            String model = "anthropic::opus::http://localhost:" + port;
            kdn.run("init", "--runtime", bench.runtime.name(), "--agent", "claude", "--model", model, shop.toString())
                    .exit(0);
            assertThat(kdn.run("start", "shop").exit(0).stderr())
                    .contains("host.containers.internal:" + port + " " + warning);
        }
        kdn.run("stop", "shop").exit(0);
        try (ServerSocket all = new ServerSocket(port)) {
            assertThat(all.getLocalPort()).isEqualTo(port);
            assertThat(kdn.run("start", "shop").exit(0).stderr()).doesNotContain(warning);
        }
    }

    @Test
    void certificatesOfTheUserAreInside() throws IOException {
        Path bundle = Files.writeString(kdn.home().resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
        kdn = kdn.with("NODE_EXTRA_CA_CERTS", bundle.toString());
        init(bench.project("shop"));
        assertThat(inside("cat \"$NODE_EXTRA_CA_CERTS\"; stat -c '%U %a' \"$NODE_EXTRA_CA_CERTS\""))
                .isEqualTo("-----BEGIN CERTIFICATE-----\nagent 644\n");
    }

    @Test
    void gitMakesCommitsInTheUsersName() throws IOException {
        Files.writeString(kdn.home().resolve(".gitconfig"), "[user]\nname = Änn \"x\"\nemail = ann@example.org\n");
        kdn.run("config", "set", "git.identity", "share").exit(0);
        init(bench.project("shop"));
        assertThat(inside("cat ~/.gitconfig; stat -c %U ~/.gitconfig"))
                .isEqualTo("[user]\n\tname = \"Änn x\"\n\temail = \"ann@example.org\"\nagent\n");
    }

    @Test
    void brokenSettingsStopInitAndStart() throws IOException {
        settings(".claude.json", "{\n  \"a\": ]\n}");
        Path shop = bench.project("shop");
        Result refused = kdn.run("init", "--runtime", bench.runtime.name(), "--agent", "claude", shop.toString());
        refused.exit(1);
        assertThat(refused.stderr()).contains("config/claude/.claude.json:2:");
        assertThat(bench.engineObjects()).isEmpty();
        settings(".claude.json", "null");
        init(shop);
        settings(".claude.json", "[]");
        assertThat(kdn.run("start", "shop").exit(1).stderr()).contains("config/claude/.claude.json:1:1");
    }
}
