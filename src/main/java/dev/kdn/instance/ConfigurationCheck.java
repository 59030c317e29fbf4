/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Network.Mode;
import dev.kdn.error.RefusedException;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.nio.file.Path;

/// Loads a configuration and refuses what kdn cannot do yet, so that nobody believes a policy to hold that does not.
final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /// The configuration of all levels; members that are not known are warned of.
    ///
    /// @param folder of workspace.json
    static EffectiveConfiguration load(Path folder, Storage storage, String project, String agent, StepLogger steps) {
        EffectiveConfiguration read = EffectiveConfiguration.read(
                folder, new UserConfiguration(storage.configurationFolder()), project, agent);
        read.unknownMembers().forEach(steps::warn);
        return read;
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
                    "nothing can replace placeholders of secrets yet: " + String.join(", ", configuration.secrets()),
                    "give the workspace the real value: name the secret under environment[].secret instead, or leave"
                            + " it and pass '--expose-secret "
                            + configuration.secrets().getFirst() + "' to init");
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
