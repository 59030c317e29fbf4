/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.agent.ModelName;
import dev.kdn.e2e.MockModel.Request;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Real agents: each comes up without a question, with the model, the MCP server and the skill that were asked for, and
/// talks to a mock of its model with the key of the workspace.
abstract class AgentsAtWork {
    private static final int PROMPTS = 4;
    private static final String KEY = "key-of-this-workspace-" + "0123456789".repeat(6);
    /// What agents would ask for in the network, and cannot get there.
    private static final List<String> QUIET = List.of(
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
            "DISABLE_AUTOUPDATER",
            "OPENCODE_DISABLE_AUTOUPDATE",
            "OPENCODE_DISABLE_MODELS_FETCH",
            "OPENCODE_DISABLE_LSP_DOWNLOAD");

    private Path modules;
    private Workbench bench;

    /// Of the storage with the workspace.
    Kdn kdn;
    private MockModel mock;

    abstract TestRuntime runtime();

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open(@TempDir Path folder) throws IOException {
        modules = RealAgents.modules();
        bench = Workbench.on(runtime(), Workbench.BASE, folder);
        kdn = bench.kdn.with("KDN_SECRET_STORE", "file").with("KDN_SECRET_PASSPHRASE", "correct horse");
        kdn.withStdin(KEY)
                .run("secret", "create", "model-key", "--type", "github")
                .exit(0);
        mock = MockModel.start();
    }

    @AfterEach
    void close() {
        mock.close();
        bench.close();
    }

    private Path project(String agent, String keyVariable) throws IOException {
        Files.writeString(
                bench.config().resolve(agent + ".json"),
                "{\"terminal_command\": [\"sh\", \"-c\", \"PATH=/opt/agents/node_modules/.bin:$PATH exec " + agent
                        + "\"]}");
        Path shop = bench.project("shop");
        Files.copy(Path.of("src/test/testbed/agents/tiny-mcp.js"), shop.resolve("tiny-mcp.js"));
        Path skill = Files.createDirectories(shop.resolve("skills/greet"));
        Files.writeString(
                skill.resolve("SKILL.md"), "---\nname: greet\ndescription: Greets a grey whale\n---\nSay hello.\n");
        StringBuilder variables = new StringBuilder("{\"name\": \"" + keyVariable + "\", \"secret\": \"model-key\"}");
        QUIET.forEach(name -> variables.append(", {\"name\": \"").append(name).append("\", \"value\": \"1\"}"));
        Path kaiden = Files.createDirectories(shop.resolve(".kaiden"));
        Files.writeString(kaiden.resolve("workspace.json"), """
            {"environment": [%s],
             "mounts": [{"host": "%s", "target": "/opt/agents/node_modules", "ro": true}],
             "skills": ["%s"],
             "mcp": {"commands": [
               {"name": "tiny", "command": "node", "args": ["/workspace/sources/tiny-mcp.js"]}]}}
            """.formatted(variables, modules, skill));
        return shop;
    }

    /// Comes up, is asked something, answers.
    ///
    /// @param model with the place of the mock's port as `%d`
    /// @param idle what its screen shows when it waits for the first prompt
    void works(String agent, String keyVariable, String model, String idle) throws Exception {
        Path shop = project(agent, keyVariable);
        String[] init = {
            "init",
            "--runtime",
            bench.runtime.name(),
            "--agent",
            agent,
            "--model",
            model.formatted(mock.port()),
            "--trust",
            "--start",
            shop.toString()
        };
        kdn.run(init).exit(0);
        try (Screen screen = Screen.open(kdn, "shop")) {
            Screen _ = screen.await(idle);
            // Servers come up beside the agent, so the first question may be too early for them.
            for (int i = 1; i <= PROMPTS && !isAskedWithServer(); i++) {
                String prompt = "what swims there " + i;
                screen.type(prompt, () -> isAsked(prompt));
                screen.await(MockModel.ANSWER, i);
            }
        }
        Request asked = mock.requests().stream()
                .filter(request -> request.body().contains("what swims"))
                .toList()
                .getLast();
        assertThat(asked.key()).isEqualTo(KEY);
        assertThat(asked.model()).isEqualTo(ModelName.parse(model).model());
        assertThat(isAskedWithServer()).as(asked.body()).isTrue();
        assertThat(asked.body()).as("skill").contains("Greets a grey whale");
    }

    private boolean isAsked(String prompt) {
        return mock.requests().stream().anyMatch(request -> request.body().contains(prompt));
    }

    private boolean isAskedWithServer() {
        return mock.requests().stream()
                .anyMatch(request ->
                        request.body().contains("what swims") && request.body().contains("tiny_lookup"));
    }

    /// After `recreate` its login and what was asked are there.
    ///
    /// @param login the file that it keeps logins in, below the home folder
    /// @param history where it keeps what was said
    void remembers(String login, String history) {
        inside("mkdir -p \"$(dirname ~/" + login + ")\" && echo '{\"planted\": 7}' > ~/" + login);
        kdn.run("recreate", "--force", "--trust", "shop").exit(0);
        assertThat(inside("cat ~/" + login)).isEqualTo("{\"planted\": 7}\n");
        assertThat(inside("grep -rl 'what swims there' ~/" + history)).contains(history);
        kdn.run("remove", "--force", "shop").exit(0);
    }

    String inside(String script) {
        return kdn.run("terminal", "shop", "--", "sh", "-c", script).exit(0).stdout();
    }
}
