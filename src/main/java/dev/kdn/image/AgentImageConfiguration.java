/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.agent.AgentImage;
import dev.kdn.error.ConfigurationException;
import java.util.List;
import java.util.Map;

/// What `<agent>.json` says: the part of an image that one agent needs.
///
/// @param terminalCommand argument list, what `kdn terminal` runs when nothing else is asked for
/// @param environment variables of the workspace, unless its configuration sets them
public record AgentImageConfiguration(
        List<String> packages,
        List<String> runCommands,
        List<String> terminalCommand,
        Map<String, String> environment) {
    public AgentImageConfiguration {
        ImageText.checkPackages(packages);
        ImageText.checkCommands(runCommands);
        if (terminalCommand.isEmpty() || terminalCommand.getFirst().isEmpty()) {
            throw new ConfigurationException("terminal command must have at least one non-empty element");
        }
        for (String name : environment.keySet()) {
            if (!ImageText.isIdentifier(name)) {
                throw new ConfigurationException("environment variable has an invalid name: \"" + name + "\"");
            }
        }
        packages = List.copyOf(packages);
        runCommands = List.copyOf(runCommands);
        terminalCommand = List.copyOf(terminalCommand);
        environment = Map.copyOf(environment);
    }

    static AgentImageConfiguration of(AgentImage image) {
        return new AgentImageConfiguration(
                image.packages(), image.runCommands(), image.terminalCommand(), image.environment());
    }
}
