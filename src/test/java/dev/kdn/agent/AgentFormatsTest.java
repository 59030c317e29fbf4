/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.error.InvalidInputException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each agent's own words, as the agents themselves understand them.
class AgentFormatsTest {
    private static String file(String agent, String model, Mcp mcp, String path) {
        return Objects.requireNonNullElse(
                SettingsFixture.files(agent, SettingsFixture.request(model, mcp))
                        .get(path),
                "");
    }

    @Test
    void claudeIsPastItsQuestions() {
        assertThat(SettingsFixture.files(
                        "claude",
                        SettingsFixture.request(
                                "", Mcp.NONE, Map.of("ANTHROPIC_API_KEY", Optional.of("sk-0123456789-0123456789abc")))))
                .containsExactly(Map.entry(".claude.json", """
                    {
                      "hasCompletedOnboarding": true,
                      "projects": {
                        "/workspace/sources": {
                          "hasTrustDialogAccepted": true
                        }
                      },
                      "customApiKeyResponses": {
                        "approved": [
                          "456789-0123456789abc"
                        ]
                      }
                    }\
                    """));
    }

    @Test
    void claudeGetsServersAndModel() {
        assertThat(file("claude", "", SettingsFixture.MCP, ".claude.json")).contains("""
              "mcpServers": {
                "tiny": {
                  "type": "stdio",
                  "command": "npx",
                  "args": [
                    "-y",
                    "http://host.containers.internal:7/x",
                    "--url=http://localhost:1"
                  ],
                  "env": {
                    "K": "V"
                  }
                },
                "web": {
                  "type": "http",
                  "url": "https://mcp.test/mcp",
                  "headers": {
                    "Authorization": "Bearer y"
                  }
                }
              }
            }\
            """);
        assertThat(file("claude", "anthropic::opus::http://localhost:8/", Mcp.NONE, ".claude/settings.json"))
                .isEqualTo("""
                    {
                      "model": "opus",
                      "env": {
                        "ANTHROPIC_BASE_URL": "http://host.containers.internal:8/"
                      }
                    }\
                    """);
    }

    @Test
    void gooseKeepsAProviderThatTheUserChose() {
        AgentSettings settings = SettingsFixture.settings(
                "goose",
                SettingsFixture.request("qwen", Mcp.NONE),
                Map.of(".config/goose/config.yaml", "GOOSE_PROVIDER: ollama\nGOOSE_TELEMETRY_ENABLED: true\n"));
        assertThat(SettingsFixture.files(settings)).containsEntry(".config/goose/config.yaml", """
            GOOSE_PROVIDER: ollama
            GOOSE_TELEMETRY_ENABLED: true
            GOOSE_MODEL: qwen
            """);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void gooseGetsProviderAddressAndServers() {
        String yaml =
                file("goose", "gemini::m::http://127.0.0.1:5/v1", SettingsFixture.MCP, ".config/goose/config.yaml");
        assertThat(yaml)
                .contains("GOOSE_PROVIDER: google\n", "OPENAI_BASE_URL: http://host.containers.internal:5/v1\n")
                .contains("  tiny:\n    enabled: true\n    type: stdio\n", "    cmd: npx\n", "    envs:\n      K: V\n")
                .contains("    type: streamable_http\n", "    uri: https://mcp.test/mcp\n");
        assertThat(file("goose", "ollama::m::http://[::1]:5", Mcp.NONE, ".config/goose/config.yaml"))
                .contains("OLLAMA_HOST: http://host.containers.internal:5\n");
        assertThat(SettingsFixture.settings("goose", SettingsFixture.request("m", Mcp.NONE), Map.of())
                        .warnings())
                .hasSize(1);
    }

    @Test
    void cursorTrustsTheSourcesAndGetsServers() {
        assertThat(file("cursor", "", Mcp.NONE, ".cursor/projects/workspace-sources/.workspace-trusted"))
                .isEqualTo("""
                    {
                      "trustedAt": "2026-05-24T10:00:00Z",
                      "workspacePath": "/workspace/sources"
                    }\
                    """);
        assertThat(file("cursor", "gpt", Mcp.NONE, ".cursor/cli-config.json"))
                .contains("\"modelId\": \"gpt\"", "\"hasChangedDefaultModel\": true");
        assertThat(file("cursor", "", SettingsFixture.MCP, ".cursor/mcp.json"))
                .contains("\"command\": \"npx\"", "\"url\": \"https://mcp.test/mcp\"");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt, gpt, -",
        "::gpt, ::gpt, -",
        "ollama::g:1, ollama/g:1, http://host.containers.internal:11434/v1",
        "ramalama::g, ramalama/g, http://host.containers.internal:8080/v1",
        "openai::gpt, openai/gpt, -",
        "openai::gpt::https://API.openai.com/v1, openai/gpt, -",
        "openai::gpt::https://p.test/v1, custom/gpt, https://p.test/v1",
        "anthropic::m, anthropic/m, -",
        "gemini::m, google/m, -",
    })
    void opencodeFindsTheModel(String model, String chosen, String address) {
        String json = file("opencode", model, Mcp.NONE, ".config/opencode/opencode.json");
        assertThat(json).contains("\"model\": \"" + chosen + "\"");
        if (address.equals("-")) {
            assertThat(json).doesNotContain("provider");
        } else {
            assertThat(json).contains("\"baseURL\": \"" + address + "\"", "@ai-sdk/openai-compatible");
        }
    }

    @Test
    void opencodeTakesCustomProvidersByTheirHost() {
        assertThat(file("opencode", "openai::gpt::https://p.test/v1", Mcp.NONE, ".config/opencode/opencode.json"))
                .contains("\"name\": \"p.test\"");
        assertThatThrownBy(() -> file("opencode", "openai::", Mcp.NONE, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("invalid model ID \"openai::\": expected provider::model or provider::model::baseURL");
        assertThat(file("opencode", "", SettingsFixture.MCP, ".config/opencode/opencode.json"))
                .contains("\"type\": \"local\"", "\"type\": \"remote\"", "\"environment\": {");
    }

    @Test
    void opencodeReadsTheKeyFromTheVariableThatIsThere() {
        SettingsRequest request = SettingsFixture.request(
                "mock::m::http://localhost:3/v1", Mcp.NONE, Map.of("OPENAI_API_KEY", Optional.empty()));
        assertThat(SettingsFixture.files("opencode", request).get(".config/opencode/opencode.json"))
                .contains("\"apiKey\": \"{env:OPENAI_API_KEY}\"");
    }

    @Test
    void openclawHasATokenOfItsOwnAndLoopbackOnly() {
        assertThat(file("openclaw", "", Mcp.NONE, ".openclaw/openclaw.json"))
                .contains("\"token\": \"0123456789abcdef\"", "\"http://127.0.0.1:40123\"")
                .doesNotContain("*");
        assertThat(file("openclaw", "vertexai::m", Mcp.NONE, ".openclaw/openclaw.json"))
                .contains("\"model\": \"anthropic-vertex/m\"");
        assertThat(file("openclaw", "::m::http://localhost:3/v1", Mcp.NONE, ".openclaw/openclaw.json"))
                .contains("\"model\": \"local/m\"", "\"baseUrl\": \"http://host.containers.internal:3/v1\"");
    }

    @Test
    void codexGetsAProviderWithTheKeyThatIsThere() {
        SettingsRequest request = SettingsFixture.request(
                "mock::m::http://localhost:3/v1", SettingsFixture.MCP, Map.of("MOCK_API_KEY", Optional.empty()));
        assertThat(Objects.requireNonNull(
                                SettingsFixture.files("codex", request).get(".codex/config.toml"))
                        .lines())
                .contains(
                        "projects.'/workspace/sources'.trust_level = 'trusted'",
                        "model = 'm'",
                        "model_provider = 'mock'",
                        "model_providers.mock.base_url = 'http://host.containers.internal:3/v1'",
                        "model_providers.mock.env_key = 'MOCK_API_KEY'",
                        "mcp_servers.tiny.command = 'npx'",
                        "mcp_servers.web.http_headers.Authorization = 'Bearer y'");
        assertThat(file("codex", "ollama::m", Mcp.NONE, ".codex/config.toml"))
                .contains("model_provider = 'custom-ollama'");
    }

    /// By its own provider it would ask for a login although there is a key.
    @Test
    void codexUsesAKeyOfOpenAiWithoutALogin() {
        Map<String, Optional<String>> key = Map.of("OPENAI_API_KEY", Optional.empty());
        SettingsRequest request = SettingsFixture.request("gpt-5", Mcp.NONE, key);
        assertThat(SettingsFixture.files("codex", request).get(".codex/config.toml"))
                .contains("model_provider = 'openai-key'", "model_providers.openai-key.env_key = 'OPENAI_API_KEY'");
        AgentSettings loggedIn = SettingsFixture.settings("codex", request, Map.of(".codex/auth.json", "{}"));
        assertThat(SettingsFixture.files(loggedIn).get(".codex/config.toml")).doesNotContain("model_provider");
        AgentSettings chosen =
                SettingsFixture.settings("codex", request, Map.of(".codex/config.toml", "model_provider = 'mine'"));
        assertThat(SettingsFixture.files(chosen).get(".codex/config.toml"))
                .contains("model_provider = 'mine'")
                .doesNotContain("openai-key");
    }

    /// Not in a file: of several it reads one only.
    @Test
    void geminiGetsItsAddressInAVariable() {
        Agent gemini = Agents.builtIn().find("gemini").orElseThrow();
        assertThat(gemini.variables(SettingsFixture.request("google::flash::http://localhost:3", Mcp.NONE)))
                .containsExactly(Map.entry("GOOGLE_GEMINI_BASE_URL", "http://host.containers.internal:3"));
        assertThat(gemini.variables(SettingsFixture.request("flash", Mcp.NONE))).isEmpty();
    }

    @Test
    void geminiTrustsTheSources() {
        SettingsRequest request = SettingsFixture.request(
                "google::flash::http://localhost:3", Mcp.NONE, Map.of("GEMINI_API_KEY", Optional.empty()));
        assertThat(SettingsFixture.files("gemini", request))
                .doesNotContainKey(".gemini/.env")
                .hasEntrySatisfying(
                        ".gemini/settings.json",
                        json -> assertThat(json)
                                .contains("\"selectedType\": \"gemini-api-key\"", "\"name\": \"flash\""))
                .hasEntrySatisfying(
                        ".gemini/trustedFolders.json",
                        json -> assertThat(json).contains("\"/workspace/sources\": \"TRUST_FOLDER\""));
    }
}
