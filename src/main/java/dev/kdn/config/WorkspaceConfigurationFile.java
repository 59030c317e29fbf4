/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads workspace.json.
public final class WorkspaceConfigurationFile {
    private WorkspaceConfigurationFile() {}

    public static Optional<WorkspaceConfiguration> load(Path folder) {
        Path file = folder.resolve("workspace.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            List<Mount> mounts = new ArrayList<>();
            for (JsonNode mount : root.path("mounts")) {
                mounts.add(new Mount(
                        mount.path("host").asText(),
                        mount.path("ro").asBoolean(),
                        mount.path("target").asText()));
            }
            List<String> secrets = new ArrayList<>();
            root.path("secrets").forEach(secret -> secrets.add(secret.asText()));
            List<String> hosts = new ArrayList<>();
            root.path("network").path("hosts").forEach(host -> hosts.add(host.asText()));
            String mode = root.path("network").path("mode").asText("");
            Network network = new Network(
                    hosts,
                    mode.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Network.Mode.valueOf(mode.toUpperCase(Locale.ROOT))));
            return Optional.of(new WorkspaceConfiguration(
                    List.of(), Map.of(), Mcp.NONE, mounts, network, List.of(), secrets, List.of()));
        } catch (IOException e) {
            throw new ConfigurationException("not JSON: " + file, null, e);
        }
    }
}
