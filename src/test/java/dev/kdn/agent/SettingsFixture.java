/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Settings for the tests of agents, and what comes of them.
public final class SettingsFixture {
    /// Two servers: a program, and one that is reached by URL.
    public static final Mcp MCP = new Mcp(
            List.of(new McpCommand(
                    List.of("-y", "http://localhost:7/x", "--url=http://localhost:1"),
                    "npx",
                    Map.of("K", "V"),
                    "tiny")),
            List.of(new McpServer(Map.of("Authorization", "Bearer y"), "web", "https://mcp.test/mcp")));

    private SettingsFixture() {}

    /// A request for a workspace at the place where containers have their sources.
    public static SettingsRequest request(String model, Mcp mcp) {
        return request(model, mcp, Map.of());
    }

    static SettingsRequest request(String model, Mcp mcp, Map<String, Optional<String>> variables) {
        return new SettingsRequest(
                "/workspace/sources",
                "host.containers.internal",
                Optional.of(model).filter(text -> !text.isEmpty()).map(ModelName::parse),
                mcp,
                variables,
                "0123456789abcdef",
                Instant.parse("2026-05-24T10:00:00Z"),
                List.of("http://127.0.0.1:40123"));
    }

    static SettingsFile file(String text) {
        return new SettingsFile(text.getBytes(StandardCharsets.UTF_8), SettingsFile.PRIVATE);
    }

    static AgentSettings settings(String agent, SettingsRequest request, Map<String, String> given) {
        Map<String, SettingsFile> files = new TreeMap<>();
        given.forEach((path, text) -> files.put(path, file(text)));
        return AgentSettings.of(Agents.builtIn().find(agent).orElseThrow(), request, "/s/config/" + agent, files);
    }

    /// The files that a fresh home folder gets.
    static Map<String, String> files(AgentSettings settings) {
        Map<String, String> texts = new TreeMap<>();
        new SettingsUpdate(settings, Map.of(), true)
                .changes(Map.of())
                .forEach((path, file) -> texts.put(path, file.text()));
        return texts;
    }

    static Map<String, String> files(String agent, SettingsRequest request) {
        return files(settings(agent, request, Map.of()));
    }
}
