/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Cursor command-line agent.
final class CursorAgent implements Agent {
    @Override
    public String name() {
        return "cursor";
    }

    @Override
    public String description() {
        return "Cursor's agent for the command line";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(), List.of("curl https://cursor.com/install -fsS | bash"), List.of("agent"), Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.cursor", "~/.config/cursor");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".cursor/skills");
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
    public void configure(AgentSettings settings, SettingsRequest request) {
        String folder = request.sourcesPath().substring(1).replace('/', '-');
        settings.document(".cursor/projects/" + folder + "/.workspace-trusted")
                .put("trustedAt", request.now().toString())
                .put("workspacePath", request.sourcesPath());
        ObjectNode config = settings.document(".cursor/cli-config.json");
        request.model().ifPresent(model -> choose(model, config, settings));
        ObjectNode mcp = settings.document(".cursor/mcp.json");
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(mcp, "mcpServers").putObject(command.name());
            server.put("command", command.command());
            Members.array(server, "args", command.args());
            Members.textsIfAny(server, "env", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(mcp, "mcpServers").putObject(remote.name());
            server.put("url", remote.url());
            Members.textsIfAny(server, "headers", remote.headers());
        }
    }

    private static void choose(ModelName model, ObjectNode config, AgentSettings settings) {
        ObjectNode chosen = config.putObject("model");
        for (String name : List.of("displayModelId", "displayName", "displayNameShort")) {
            chosen.put(name, model.model());
        }
        chosen.put("maxMode", false).put("modelId", model.model());
        config.put("hasChangedDefaultModel", true);
        if (model.provider().isPresent() || model.baseUrl().isPresent()) {
            settings.warn("agent cursor takes its models from Cursor only: provider and address of model "
                    + model.text() + " have no effect");
        }
    }
}
