/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goose, by Block.
final class GooseAgent implements Agent {
    private static final int TIMEOUT_SECONDS = 300;

    /// Where it reads the address of a provider's API, besides that of OpenAI's kind.
    private static final Map<String, String> ADDRESSES = Map.of("ollama", "OLLAMA_HOST", "anthropic", "ANTHROPIC_HOST");

    @Override
    public String name() {
        return "goose";
    }

    @Override
    public String description() {
        return "Goose, by Block";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "cd /tmp && curl -fsSL https://github.com/block/goose/releases/download/stable/download_cli.sh"
                                + " | CONFIGURE=false bash",
                        "mkdir -p /home/agent/.config/goose"),
                List.of("goose"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.config/goose", "~/.local/share/goose", "~/.local/state/goose");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".agents/skills");
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
        ObjectNode config = settings.document(".config/goose/config.yaml");
        Members.putIfAbsent(config, "GOOSE_TELEMETRY_ENABLED", false);
        request.model().ifPresent(model -> choose(model, config, settings));
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode extension = extension(config, command.name(), "stdio");
            extension.put("cmd", command.command());
            Members.array(extension, "args", command.args());
            Members.texts(extension, "envs", command.env());
        }
        for (McpServer server : request.mcp().servers()) {
            ObjectNode extension =
                    extension(config, server.name(), Members.isEventStream(server) ? "sse" : "streamable_http");
            extension.put("uri", server.url());
            Members.texts(extension, "headers", server.headers());
        }
    }

    private static ObjectNode extension(ObjectNode config, String name, String type) {
        return Members.object(config, "extensions")
                .putObject(name)
                .put("enabled", true)
                .put("type", type)
                .put("name", name)
                .put("description", name)
                .put("timeout", TIMEOUT_SECONDS);
    }

    private static void choose(ModelName model, ObjectNode config, AgentSettings settings) {
        config.put("GOOSE_MODEL", model.model());
        if (model.provider().isPresent()) {
            String provider = model.provider().get();
            config.put("GOOSE_PROVIDER", provider.equals("gemini") ? "google" : provider);
        } else if (!config.has("GOOSE_PROVIDER")) {
            config.put("GOOSE_PROVIDER", "openai");
            settings.warn("model " + model.text() + " names no provider, so goose takes openai; name it as PROVIDER::"
                    + model.model());
        }
        String provider = config.path("GOOSE_PROVIDER").asText();
        model.baseUrl().ifPresent(url -> config.put(ADDRESSES.getOrDefault(provider, "OPENAI_BASE_URL"), url));
    }
}
