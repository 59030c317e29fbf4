/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.CancelledException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.process.ConfinedProgram.Streams;
import dev.kdn.process.PseudoTerminal;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.terminal.DetachKeys;
import dev.kdn.terminal.Ending;
import dev.kdn.terminal.UserTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Opens terminals and runs commands in workspaces on this machine.
final class LocalTerminal implements TerminalAccess {
    private static final int UNREAD = 141; // as a shell tells of a program that nobody reads from
    private static final long END_MILLIS = 2000;

    private final LocalInstances instances;
    private final LocalPrograms programs;
    private final LocalSecrets secrets;
    private final ImageConfigurationFiles agents;
    private final Supplier<UserTerminal> terminal;
    private final LocalHost host;

    /// @param agents tell the agents' terminal commands
    /// @param terminal of the user
    LocalTerminal(
            LocalInstances instances,
            LocalPrograms programs,
            LocalSecrets secrets,
            ImageConfigurationFiles agents,
            Supplier<UserTerminal> terminal,
            LocalHost host) {
        this.instances = instances;
        this.programs = programs;
        this.secrets = secrets;
        this.agents = agents;
        this.terminal = terminal;
        this.host = host;
    }

    @Override
    public int open(Request request) {
        if (request.detachKeys().filter(keys -> !keys.isOff()).isPresent()) {
            throw new InvalidInputException(
                    "terminals of the local runtime end with kdn, so there are no keys to leave them",
                    "leave them out");
        }
        LocalInstance instance = running(request.id());
        if (instance.bare()) {
            host.notes().accept(Bare.WARNING);
        }
        List<String> command =
                request.command().isEmpty() ? agents.agent(request.agent()).terminalCommand() : request.command();
        Map<String, String> values = secrets.values(instance);
        return request.tty() && !instance.bare()
                ? onTerminal(instance, command, values)
                : attached(instance, command, values);
    }

    private LocalInstance running(String id) {
        LocalInstance instance = instances.get(id);
        if (instance.state(LocalInstances.boot()) != RuntimeState.RUNNING) {
            throw new UnavailableException("the workspace does not run", "start it with 'kdn start'");
        }
        return instance;
    }

    private int onTerminal(LocalInstance instance, List<String> command, Map<String, String> values) {
        UserTerminal user = terminal.get();
        PseudoTerminal device = PseudoTerminal.open();
        try {
            Process process = start(instance, program(command, values, Streams.NONE, Optional.of(device.device())));
            try {
                Ending ending = user.connectRaw(new TerminalProgram(device, process), DetachKeys.OFF);
                return ending == Ending.UNREAD ? UNREAD : exitCode(process);
            } finally {
                device.hangUp();
                end(process);
            }
        } finally {
            device.hangUp();
        }
    }

    /// With kdn's own streams. What has no sandbox is a job of the user's shell like any other; what has one is in a
    /// session of its own, so that Ctrl-C does not reach it but through kdn.
    private int attached(LocalInstance instance, List<String> command, Map<String, String> values) {
        SandboxedProgram program = program(command, values, Streams.INHERITED, Optional.empty());
        return instance.bare() ? terminal.get().lending(() -> run(instance, program)) : run(instance, program);
    }

    private int run(LocalInstance instance, SandboxedProgram program) {
        Process process = start(instance, program);
        try {
            return exitCode(process);
        } finally {
            end(process);
        }
    }

    private static SandboxedProgram program(
            List<String> command, Map<String, String> values, Streams streams, Optional<Path> device) {
        return new SandboxedProgram(command, Map.of(), values, Optional.empty(), streams, device, false, List.of());
    }

    /// A workspace that was stopped meanwhile gets no new program.
    private Process start(LocalInstance instance, SandboxedProgram program) {
        Process process = programs.start(instance, program);
        try {
            LocalInstance _ = running(instance.id());
        } catch (RuntimeException stopped) {
            process.destroyForcibly();
            throw stopped;
        }
        return process;
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new CancelledException("the terminal was cancelled");
        }
    }

    /// The program that makes the sandbox takes all of it along.
    private static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        try {
            if (process.isAlive()) {
                process.destroy();
            }
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
