/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Google's Gemini CLI.
final class GeminiAgent implements Agent {
    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public String description() {
        return "Gemini CLI, by Google";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of("nodejs", "npm"),
                List.of("npm install -g --prefix \"$HOME/.local\" @google/gemini-cli"),
                List.of("gemini"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.gemini");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".gemini/skills");
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
        return List.of("gemini-2.5-pro", "gemini-2.5-flash");
    }

    @Override
    public void configure(AgentSettings settings, SettingsRequest request) {
        ObjectNode config = settings.document(".gemini/settings.json");
        settings.document(".gemini/trustedFolders.json").put(request.sourcesPath(), "TRUST_FOLDER");
        Members.putIfAbsent(Members.object(config, "general"), "enableAutoUpdate", false);
        Members.putIfAbsent(Members.object(config, "ide"), "hasSeenNudge", true);
        if (request.variables().containsKey("GEMINI_API_KEY")) {
            Members.putIfAbsent(Members.object(config, "security", "auth"), "selectedType", "gemini-api-key");
        }
        request.model().ifPresent(model -> choose(model, config, settings));
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(config, "mcpServers").putObject(command.name());
            server.put("command", command.command());
            Members.array(server, "args", command.args());
            Members.textsIfAny(server, "env", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(config, "mcpServers").putObject(remote.name());
            server.put(Members.isEventStream(remote) ? "url" : "httpUrl", remote.url());
            Members.textsIfAny(server, "headers", remote.headers());
        }
    }

    private static void choose(ModelName model, ObjectNode config, AgentSettings settings) {
        Members.object(config, "model").put("name", model.model());
        if (model.provider().filter(provider -> !isGoogle(provider)).isPresent()) {
            settings.warn("agent gemini talks to APIs of Google's kind only: the provider of model " + model.text()
                    + " has no effect");
        }
    }

    /// Of its files with variables it reads one alone, which a project may have.
    @Override
    public Map<String, String> variables(SettingsRequest request) {
        return request.model()
                .flatMap(ModelName::baseUrl)
                .map(url -> Map.of("GOOGLE_GEMINI_BASE_URL", url))
                .orElse(Map.of());
    }

    private static boolean isGoogle(String provider) {
        return provider.equals("gemini") || provider.equals("google");
    }
}
