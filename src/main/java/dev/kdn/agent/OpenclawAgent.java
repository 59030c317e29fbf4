/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OpenClaw, whose gateway listens on a port of its own.
final class OpenclawAgent implements Agent {
    private static final int GATEWAY_PORT = 18789;

    private static final Map<String, String> NAMES = Map.of("gemini", "google", "vertexai", "anthropic-vertex");

    /// Starts the gateway in the background if it does not answer, waits at most 15 s for it, then opens the agent.
    private static final String TERMINAL = """
        up() { curl -s -o /dev/null http://127.0.0.1:18789/; }
        if ! up; then
          openclaw gateway run >/dev/null 2>&1 &
          for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
            up && break
            sleep 0.5
          done
        fi
        exec openclaw
        """;

    @Override
    public String name() {
        return "openclaw";
    }

    @Override
    public String description() {
        return "OpenClaw, with its gateway";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "curl -fsSL https://openclaw.ai/install-cli.sh | bash",
                        "mkdir -p /home/agent/.local/bin"
                                + " && ln -sf /home/agent/.openclaw/bin/openclaw /home/agent/.local/bin/openclaw"),
                List.of("sh", "-c", TERMINAL),
                Map.of("OPENCLAW_PROXY_ACTIVE", "1", "NODE_NO_WARNINGS", "1"));
    }

    @Override
    public List<Integer> defaultPorts() {
        return List.of(GATEWAY_PORT);
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.openclaw");
    }

    @Override
    public Optional<String> skillsFolder() {
        return Optional.of(".openclaw/skills");
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
        ObjectNode config = settings.document(".openclaw/openclaw.json");
        ObjectNode gateway = Members.object(config, "gateway");
        gateway.putObject("auth").put("mode", "token").put("token", request.token());
        ObjectNode control = Members.object(gateway, "controlUi").put("enabled", true);
        List<String> origins =
                new ArrayList<>(List.of("http://localhost:" + GATEWAY_PORT, "http://127.0.0.1:" + GATEWAY_PORT));
        origins.addAll(request.origins());
        Members.array(control, "allowedOrigins", origins);
        // All interfaces of the workspace: its port is published on this machine's loopback only.
        gateway.put("bind", "lan").put("mode", "local");
        request.model().ifPresent(model -> choose(model, config));
        for (McpCommand command : request.mcp().commands()) {
            ObjectNode server = Members.object(config, "mcp", "servers").putObject(command.name());
            Members.array(server, "args", command.args());
            Members.texts(server.put("command", command.command()), "env", command.env());
        }
        for (McpServer remote : request.mcp().servers()) {
            ObjectNode server = Members.object(config, "mcp", "servers").putObject(remote.name());
            server.put("transport", Members.isEventStream(remote) ? "sse" : "streamable-http")
                    .put("url", remote.url());
            Members.textsIfAny(server, "headers", remote.headers());
        }
    }

    private static void choose(ModelName model, ObjectNode config) {
        ObjectNode defaults = Members.object(config, "agents", "defaults");
        if (model.provider().isEmpty() && model.baseUrl().isEmpty()) {
            defaults.put("model", model.text());
            return;
        }
        String given = model.provider().orElse("local");
        String provider = NAMES.getOrDefault(given, given);
        defaults.put("model", provider + "/" + model.model());
        model.baseUrl()
                .ifPresent(url -> Members.object(config, "models", "providers")
                        .putObject(provider)
                        .put("api", "openai-completions")
                        .put("apiKey", "local-no-auth")
                        .put("baseUrl", url)
                        .putArray("models")
                        .addObject()
                        .put("id", model.model())
                        .put("name", model.model()));
    }
}
