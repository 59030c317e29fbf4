/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// What an agent needs in an image; the built-in default of the editable `<agent>.json`.
///
/// @param packages names in the words of the base image's package manager
/// @param runCommands shell lines run as the workspace's user when the image is built
/// @param terminalCommand what `kdn terminal` runs, as an argument list
/// @param environment variables set in the workspace unless the configuration sets them
public record AgentImage(
        List<String> packages,
        List<String> runCommands,
        List<String> terminalCommand,
        Map<String, String> environment) {
    public AgentImage {
        packages = List.copyOf(packages);
        runCommands = List.copyOf(runCommands);
        terminalCommand = List.copyOf(terminalCommand);
        environment = Map.copyOf(environment);
    }
}
