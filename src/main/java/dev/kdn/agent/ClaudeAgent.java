/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Claude Code.
final class ClaudeAgent implements Agent {
    private static final String KEY = "ANTHROPIC_API_KEY";

    /// How much of a key tells it from others.
    private static final int KEY_END = 20;

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public String description() {
        return "Claude Code, by Anthropic";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "curl -fsSL --proto-redir '-all,https' --tlsv1.3 https://claude.ai/install.sh | bash",
                        "mkdir -p /home/agent/.config"),
                List.of("claude"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.claude", "~/.claude.json");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".claude/skills");
    }

    @Override
    public boolean takesModel() {
        return true;
    }

    @Override
    public boolean takesMcp() {
        return true;
    }

    @Override
    public List<String> knownModels() {
        return List.of("sonnet", "opus", "haiku");
    }

    @Override
    public Set<String> keyVariables() {
        return Set.of(KEY);
    }

    @Override
    public void configure(AgentSettings settings, SettingsRequest request) {
        ObjectNode state = settings.document(".claude.json");
        state.put("hasCompletedOnboarding", true);
        Members.object(state, "projects", request.sourcesPath()).put("hasTrustDialogAccepted", true);
        request.variables().getOrDefault(KEY, Optional.empty()).ifPresent(key -> approve(state, key));
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(state, "mcpServers").putObject(command.name());
            server.put("type", "stdio").put("command", command.command());
            Members.array(server, "args", command.args());
            Members.texts(server, "env", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(state, "mcpServers").putObject(remote.name());
            server.put("type", Members.isEventStream(remote) ? "sse" : "http").put("url", remote.url());
            Members.textsIfAny(server, "headers", remote.headers());
        }
        ObjectNode choices = settings.document(".claude/settings.json");
        request.model().ifPresent(model -> choose(model, choices, settings));
    }

    private static void choose(ModelName model, ObjectNode choices, AgentSettings settings) {
        choices.put("model", model.model());
        if (model.provider().filter(provider -> !provider.equals("anthropic")).isPresent()) {
            settings.warn("agent claude talks to APIs of Anthropic's kind only: the provider of model " + model.text()
                    + " has no effect");
        }
        model.baseUrl().ifPresent(url -> Members.object(choices, "env").put("ANTHROPIC_BASE_URL", url));
    }

    /// It asks whether to use a key that it finds, unless the end of the key is in its list.
    private static void approve(ObjectNode state, String key) {
        ObjectNode responses = Members.object(state, "customApiKeyResponses");
        Set<String> approved = new TreeSet<>();
        for (JsonNode known : responses.path("approved")) {
            if (known.isTextual()) {
                approved.add(known.textValue());
            }
        }
        approved.add(key.substring(Math.max(0, key.length() - KEY_END)));
        Members.array(responses, "approved", approved);
    }
}
