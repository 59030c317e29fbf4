/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the settings of an agent depend on.
///
/// @param sourcesPath where the sources are inside the workspace
/// @param hostName what this machine is called inside
/// @param model empty when the user chose none
/// @param variables the workspace's environment; the value is empty when it is a secret
/// @param token random, for this workspace alone, never empty
/// @param now when the settings are made
/// @param origins addresses under which a browser of this machine reaches the workspace's ports
public record SettingsRequest(
        String sourcesPath,
        String hostName,
        Optional<ModelName> model,
        Mcp mcp,
        Map<String, Optional<String>> variables,
        String token,
        Instant now,
        List<String> origins) {
    /// Addresses of this machine become those that hold inside.
    public SettingsRequest {
        String host = hostName;
        model = model.map(name -> name.at(host));
        mcp = new Mcp(
                mcp.commands().stream()
                        .map(command -> new McpCommand(
                                command.args().stream()
                                        .map(word -> LocalAddress.inside(word, host))
                                        .toList(),
                                command.command(),
                                command.env(),
                                command.name()))
                        .toList(),
                mcp.servers());
        variables = Map.copyOf(variables);
        origins = List.copyOf(origins);
    }
}
