/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Network.Mode;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.util.Optional;

/// Loads a configuration and refuses what kdn cannot do yet, so that nobody believes a policy to hold that does not.
final class ConfigurationCheck {
    private static final String INVALID = "workspace configuration validation failed: ";

    private ConfigurationCheck() {}

    /// The configuration in the folder; members that are not known are warned of.
    static WorkspaceConfiguration load(Path folder, StepLogger steps) {
        try {
            Optional<WorkspaceConfigurationFile.Loaded> loaded = WorkspaceConfigurationFile.read(folder);
            loaded.ifPresent(file -> file.unknownMembers().forEach(steps::warn));
            return loaded.map(WorkspaceConfigurationFile.Loaded::configuration).orElse(WorkspaceConfiguration.EMPTY);
        } catch (ConfigurationException e) {
            String detail = e.getMessage().startsWith(INVALID) ? e.getMessage() : INVALID + e.getMessage();
            throw new ConfigurationException(detail, e.hint().orElse(null), e);
        }
    }

    static void refuseUnsupported(WorkspaceConfiguration configuration) {
        Network network = configuration.network();
        if (network.mode().filter(mode -> mode == Mode.DENY).isPresent()
                && !network.hosts().isEmpty()) {
            throw new RefusedException(
                    "network mode deny with hosts cannot be enforced yet: " + String.join(", ", network.hosts()),
                    "use mode deny without hosts (no network at all), or mode allow");
        }
        if (!configuration.secrets().isEmpty()) {
            throw new RefusedException(
                    "secrets of kdn are not available yet: " + String.join(", ", configuration.secrets()),
                    "name a secret of the engine under environment[].secret instead");
        }
        if (!configuration.features().isEmpty()) {
            throw new RefusedException(
                    "dev container features are not supported yet: "
                            + String.join(
                                    ", ",
                                    configuration.features().keySet().stream()
                                            .sorted()
                                            .toList()),
                    "install what they bring through packages and run_commands of the image instead");
        }
    }
}
