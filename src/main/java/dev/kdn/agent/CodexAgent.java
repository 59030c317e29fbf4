/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// OpenAI Codex.
final class CodexAgent implements Agent {
    /// Names of providers that its settings cannot define.
    private static final Set<String> RESERVED = Set.of("openai", "ollama", "lmstudio", "oss");

    /// OpenAI by a key, without a login.
    private static final String KEY_PROVIDER = "openai-key";

    @Override
    public String name() {
        return "codex";
    }

    @Override
    public String description() {
        return "Codex, by OpenAI";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of("nodejs", "npm"),
                List.of("npm install -g --prefix \"$HOME/.local\" @openai/codex"),
                List.of("codex"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.codex");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".codex/skills");
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
        return List.of("gpt-5-codex", "gpt-5");
    }

    @Override
    public void configure(AgentSettings settings, SettingsRequest request) {
        ObjectNode config = settings.document(".codex/config.toml");
        Members.putIfAbsent(config, "check_for_update_on_startup", false);
        // Its own sandbox does not work in a container, which is one already.
        Members.putIfAbsent(config, "sandbox_mode", "danger-full-access");
        Members.object(config, "projects", request.sourcesPath()).put("trust_level", "trusted");
        request.model().ifPresent(model -> choose(model, request, config, settings));
        useKey(request, config, settings);
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(config, "mcp_servers").putObject(command.name());
            server.put("command", command.command());
            Members.array(server, "args", command.args());
            Members.textsIfAny(server, "env", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(config, "mcp_servers").putObject(remote.name());
            server.put("url", remote.url());
            Members.textsIfAny(server, "http_headers", remote.headers());
        }
    }

    /// With its own provider a key is but a proposal on the page where it asks for a login.
    private static void useKey(SettingsRequest request, ObjectNode config, AgentSettings settings) {
        if (!config.has("model_provider")
                && request.variables().containsKey("OPENAI_API_KEY")
                && !settings.isGiven(".codex/auth.json")) {
            Members.object(config, "model_providers", KEY_PROVIDER)
                    .put("name", "OpenAI")
                    .put("base_url", "https://api.openai.com/v1")
                    .put("wire_api", "responses")
                    .put("env_key", "OPENAI_API_KEY");
            config.put("model_provider", KEY_PROVIDER);
        }
    }

    private static void choose(ModelName model, SettingsRequest request, ObjectNode config, AgentSettings settings) {
        config.put("model", model.model());
        Optional<String> url = ModelServer.address(model, request.hostName());
        String given = model.provider().orElse("custom");
        if (url.isPresent()) {
            String id = RESERVED.contains(given) ? "custom-" + given : given;
            ObjectNode provider = Members.object(config, "model_providers", id);
            provider.put("name", id).put("base_url", url.get()).put("wire_api", "responses");
            // It refuses to work when one that it is told of is missing.
            ModelServer.keyVariable(given, request.variables().keySet()).ifPresent(key -> provider.put("env_key", key));
            config.put("model_provider", id);
        } else if (model.provider()
                .filter(provider -> !provider.equals("openai"))
                .isPresent()) {
            config.put("model_provider", given);
            if (!config.path("model_providers").has(given)) {
                settings.warn("codex does not know where provider " + given + " is: give the address too, as "
                        + model.text() + "::URL");
            }
        }
    }
}
