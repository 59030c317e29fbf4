/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.secret.Secret;
import dev.kdn.secret.Secrets;
import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.secret.ValuesInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSetupTest {
    private static final String STATE = ".claude.json";
    private static final String MCP = """
        {"mcp": {"commands": [{"name": "tiny", "command": "tiny-server"}]}}\
        """;

    private ManagerFixture fixture;
    private HomedRuntime runtime;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
        fixture.agents = Agents.builtIn();
        runtime = new HomedRuntime(fixture);
    }

    private Instance add(String agent, String model) {
        NewInstance wish = new NewInstance(
                fixture.folder.resolve("shop"),
                Optional.empty(),
                Optional.empty(),
                "fake",
                Optional.empty(),
                agent,
                Optional.of(model),
                false,
                false,
                ResourceLimits.NONE,
                BuildOptions.DEFAULT);
        return fixture.manager().add(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    private void recreate(boolean discardState) {
        RecreateWish wish = new RecreateWish("shop", false, false, discardState, false, Map.of(), BuildOptions.DEFAULT);
        Instance _ = fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    private void restart() {
        Instance _ = fixture.manager().stop("shop", fixture.steps);
        Instance _ = fixture.manager().start("shop", fixture.steps);
    }

    @Test
    void newWorkspaceHasTheUsersFilesAndTheAgentsEntries() {
        fixture.write("storage/config/claude/.claude.json", "{\"theme\": \"dark\"}");
        fixture.write("storage/config/claude/.claude/notes/one.md", "note");
        fixture.configure(MCP);
        Instance _ = add("claude", "anthropic::opus::http://localhost:1/");
        assertThat(runtime.home()).containsOnlyKeys(STATE, ".claude/settings.json", ".claude/notes/one.md");
        assertThat(runtime.text(STATE))
                .contains("\"theme\"", "hasTrustDialogAccepted", "/project/sources", "tiny-server");
        assertThat(runtime.text(".claude/settings.json")).contains("http://host.test:1/", "opus");
    }

    @Test
    void brokenSettingsAreToldOfBeforeAnythingIsMade() {
        fixture.write("storage/config/claude/.claude.json", "{\n  \"theme\" \"dark\"}");
        assertThatThrownBy(() -> add("claude", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("config/claude/.claude.json:2:");
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void changesArriveAtTheNextStartAndTheLoginStays() {
        Instance _ = add("claude", "");
        Instance _ = fixture.manager().start("shop", fixture.steps);
        runtime.write(STATE, runtime.text(STATE).replaceFirst("\\{", "{\"oauthAccount\": {\"id\": \"me\"},"));
        runtime.calls.clear();

        restart();
        assertThat(runtime.calls).isEmpty();

        fixture.write("storage/config/claude/.claude.json", "{\"theme\": \"light\"}");
        restart();
        assertThat(runtime.text(STATE)).contains("oauthAccount", "\"theme\": \"light\"", "hasCompletedOnboarding");
        assertThat(runtime.calls).containsExactly("read " + STATE, "write " + STATE + " in ");
    }

    @Test
    void changedSettingsBringNothingInThatTheAgentWrote() {
        fixture.configure(MCP);
        Instance _ = add("claude", "");
        fixture.configure(MCP.replace("tiny-server", "rm-all"));
        fixture.write("storage/config/claude/.claude.json", "{\"theme\": \"light\"}");
        Instance _ = fixture.manager().start("shop", fixture.steps);
        assertThat(runtime.text(STATE)).contains("light", "tiny-server").doesNotContain("rm-all");
    }

    @Test
    void brokenSettingsStopAStart() {
        Instance _ = add("claude", "");
        fixture.write("storage/config/claude/.claude.json", "nonsense");
        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(".claude.json:1:");
        assertThat(fixture.manager().get("shop").isRunning()).isFalse();
    }

    @Test
    void recreateKeepsTheLoginAndTakesTheServersOfNow() {
        fixture.configure(MCP);
        fixture.write("storage/config/claude/.profile", "x");
        Instance _ = add("claude", "");
        runtime.write(STATE, runtime.text(STATE).replaceFirst("\\{", "{\"oauthAccount\": {\"id\": \"me\"},"));
        fixture.configure(MCP.replace("tiny", "other"));

        recreate(false);

        assertThat(runtime.text(STATE)).contains("oauthAccount", "other-server").doesNotContain("tiny-server");
        assertThat(runtime.text(".profile")).isEqualTo("x");
        assertThat(appliedFolders()).isEqualTo(1);
    }

    @Test
    void recreateWithoutStateBeginsAnew() {
        Instance _ = add("claude", "");
        runtime.write(STATE, "{\"oauthAccount\": 1}");
        recreate(true);
        assertThat(runtime.text(STATE)).contains("hasCompletedOnboarding").doesNotContain("oauthAccount");
    }

    @Test
    void openclawKeepsItsTokenWhichNobodyElseHas() {
        Instance first = add("openclaw", "");
        String token = token();
        recreate(false);
        assertThat(token()).isEqualTo(token).matches("[0-9a-f]{48}");
        Instance _ = fixture.manager().delete(first.id(), false, fixture.steps);
        Instance _ = add("openclaw", "");
        assertThat(token()).isNotEqualTo(token);
    }

    private String token() {
        return runtime.text(".openclaw/openclaw.json").replaceAll("(?s).*\"token\": \"([^\"]*)\".*", "$1");
    }

    @Test
    void skillsAreMountedReadOnlyWhereTheAgentLooks() throws IOException {
        Path skill = Files.createDirectories(fixture.folder.resolve("shop/skills/greet"));
        fixture.configure("{\"skills\": [\"" + skill + "\"]}");
        fixture.write("storage/config/claude/.claude/skills/greet/SKILL.md", "mine");
        Instance _ = add("claude", "");
        assertThat(runtime.requests.getFirst().configuration().mounts())
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.host()).isEqualTo(skill.toString());
                    assertThat(mount.target()).isEqualTo("$HOME/.claude/skills/greet");
                    assertThat(mount.readOnly()).isTrue();
                });
        assertThat(runtime.calls.getLast()).endsWith(" in .claude/skills");
        assertThat(runtime.home()).doesNotContainKey(".claude/skills/greet/SKILL.md");
        assertThat(fixture.steps.warnings()).anyMatch(warning -> warning.contains("greet"));
    }

    @Test
    void skillsOutsideTheSourcesNeedTrustAndNamesOfTheirOwn() throws IOException {
        Path one = Files.createDirectories(fixture.folder.resolve("one/greet"));
        fixture.configure("{\"skills\": [\"" + one + "\"]}");
        assertThatThrownBy(() -> add("claude", "")).isInstanceOf(RefusedException.class);
        fixture.configure("{\"skills\": [\"/a/greet\", \"/b/greet\"]}");
        assertThatThrownBy(() -> add("claude", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("skills \"/a/greet\" and \"/b/greet\" have the same target directory"
                        + " \"$HOME/.claude/skills/greet\"");
    }

    @Test
    void shellNeedsNothing() {
        Instance _ = add("shell", "");
        assertThat(runtime.calls).isEmpty();
        Instance _ = fixture.manager().start("shop", fixture.steps);
        assertThat(runtime.calls).isEmpty();
    }

    /// An agent that asks about a key knows its end, unless that would be most of it.
    @Test
    void keysInSecretsAreApprovedByTheirEnd() {
        String key = "sk-" + "0123456789".repeat(9) + "the-very-end";
        fixture.values = Optional.of(new ValuesInMemory());
        Secrets secrets = new Secrets(fixture.storage, _ -> fixture.values.orElseThrow(), fixture.warnings::add);
        Secret secret = new Secret("model", "github", "", List.of(), "", "", "", List.of());
        secrets.create(secret, Kind.FILE, key);
        fixture.trust = "always";
        fixture.configure("{\"environment\": [{\"name\": \"ANTHROPIC_API_KEY\", \"secret\": \"model\"}]}");
        Instance made = add("claude", "");
        String end = key.substring(key.length() - 20);
        assertThat(runtime.text(STATE)).contains("\"" + end + "\"").doesNotContain(key);

        fixture.values.orElseThrow().values.put("model", "short-key-of-30-characters-xxx");
        Instance _ = fixture.manager().delete(made.id(), false, fixture.steps);
        Instance _ = add("claude", "");
        assertThat(runtime.text(STATE)).doesNotContain("approved");
    }

    @Test
    void variablesOfTheAgentGoWithItUnlessTheConfigurationHasThem() {
        Instance made = add("gemini", "google::flash::http://localhost:3");
        assertThat(runtime.requests.getLast().configuration().environment())
                .containsExactly(
                        new Variable("GOOGLE_GEMINI_BASE_URL", Optional.empty(), Optional.of("http://host.test:3")));
        Instance _ = fixture.manager().delete(made.id(), false, fixture.steps);
        fixture.configure("{\"environment\": [{\"name\": \"GOOGLE_GEMINI_BASE_URL\", \"value\": \"http://own\"}]}");
        Instance _ = add("gemini", "google::flash::http://localhost:3");
        assertThat(runtime.requests.getLast().configuration().environment())
                .containsExactly(new Variable("GOOGLE_GEMINI_BASE_URL", Optional.empty(), Optional.of("http://own")));
    }

    /// Folders of this machine that are mounted are nobody else's to change.
    @Test
    void foldersAboveMountsAreMadeOnlyInTheHomeFolderItself() throws IOException {
        Files.createDirectories(fixture.folder.resolve("shop/cache/pip"));
        fixture.configure("""
            {"mounts": [{"host": "$SOURCES/cache", "target": "$HOME/.store/cache"},
                        {"host": "$SOURCES/cache/pip", "target": "$HOME/.store/cache/pip"}]}\
            """);
        Instance _ = add("claude", "");
        assertThat(runtime.calls.getLast()).endsWith(" in .store");
    }

    @Test
    void gitsIdentityGoesAlongWhenItIsShared() {
        fixture.commands = new ScriptedCommandRunner()
                .on("git", ScriptedCommandRunner.failed(128, "fatal: not a git repository"))
                .on("git config", ScriptedCommandRunner.ok("user.name\nAnn \"A\" Ü\0user.email\nann@example.org\0"));
        Instance _ = add("claude", "");
        assertThat(runtime.home()).doesNotContainKey(".gitconfig");
        fixture.write("storage/config/settings.json", "{\"git\": {\"identity\": \"share\"}}");
        restart();
        assertThat(runtime.text(".gitconfig"))
                .isEqualTo("[user]\n\tname = \"Ann \\\"A\\\" Ü\"\n\temail = \"ann@example.org\"\n");
        fixture.write("storage/config/claude/.gitconfig", "mine");
        restart();
        assertThat(runtime.text(".gitconfig")).isEqualTo("mine");
    }

    @Test
    void modelServersOfThisMachineThatCannotBeReachedAreToldOf() {
        runtime.closed = true;
        Instance _ = add("claude", "anthropic::opus::http://localhost:1/");
        Instance _ = fixture.manager().start("shop", fixture.steps);
        assertThat(runtime.probes).containsExactly("host.test:1");
        assertThat(fixture.steps.warnings())
                .anyMatch(warning ->
                        warning.startsWith("the model server host.test:1 is not reachable from the workspace:"
                                + " it has to run on this machine"));
    }

    @Test
    void modelServersElsewhereAreLeftAlone() {
        Instance _ = add("claude", "anthropic::opus::http://models.example:1/");
        Instance _ = fixture.manager().start("shop", fixture.steps);
        assertThat(runtime.probes).isEmpty();
        assertThat(fixture.steps.warnings()).isEmpty();
    }

    private long appliedFolders() {
        Path workspace =
                fixture.storage.workspaceFolder(fixture.manager().get("shop").id());
        return Objects.requireNonNull(workspace.toFile().list((folder, name) -> name.startsWith("agent-"))).length;
    }
}
