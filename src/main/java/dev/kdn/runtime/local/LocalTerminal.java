/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.InvalidInputException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.TerminalAccess;
import java.util.List;

/// Opens terminals and runs commands in workspaces on this machine.
final class LocalTerminal implements TerminalAccess {
    private final LocalPrograms programs;
    private final Foreground foreground;
    private final LocalSecrets secrets;
    private final ImageConfigurationFiles agents;
    private final LocalHost host;

    /// @param agents tell the agents' terminal commands
    LocalTerminal(
            LocalPrograms programs,
            Foreground foreground,
            LocalSecrets secrets,
            ImageConfigurationFiles agents,
            LocalHost host) {
        this.programs = programs;
        this.foreground = foreground;
        this.secrets = secrets;
        this.agents = agents;
        this.host = host;
    }

    @Override
    public int open(Request request) {
        if (request.detachKeys().filter(keys -> !keys.isOff()).isPresent()) {
            throw new InvalidInputException(
                    "terminals of the local runtime end with kdn, so there are no keys to leave them",
                    "leave --detach-keys out");
        }
        LocalInstance instance = programs.running(request.id());
        if (instance.bare()) {
            host.notes().accept(Bare.WARNING);
        }
        List<String> command =
                request.command().isEmpty() ? agents.agent(request.agent()).terminalCommand() : request.command();
        SandboxedProgram program = SandboxedProgram.of(command).checked().with(secrets.values(instance));
        return request.tty() ? foreground.onTerminal(instance, program) : foreground.onStreams(instance, program, true);
    }
}
