/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OpenCode.
final class OpencodeAgent implements Agent {
    @Override
    public String name() {
        return "opencode";
    }

    @Override
    public String description() {
        return "OpenCode";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "cd /tmp && curl -fsSL https://opencode.ai/install | bash",
                        "mkdir -p /home/agent/.local/bin"
                                + " && ln -sf /home/agent/.opencode/bin/opencode /home/agent/.local/bin/opencode",
                        "mkdir -p /home/agent/.config/opencode"),
                List.of("opencode"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.config/opencode", "~/.local/share/opencode", "~/.local/state/opencode");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".opencode/skills");
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
        ObjectNode config = settings.document(".config/opencode/opencode.json");
        request.model().ifPresent(model -> OpencodeModel.choose(model, request, config));
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(config, "mcp").putObject(command.name());
            List<String> words = new ArrayList<>(List.of(command.command()));
            words.addAll(command.args());
            Members.array(server.put("type", "local"), "command", words);
            Members.textsIfAny(server.put("enabled", true), "environment", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(config, "mcp").putObject(remote.name());
            server.put("type", "remote").put("url", remote.url()).put("enabled", true);
            Members.textsIfAny(server, "headers", remote.headers());
        }
    }
}
