/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.process.ConfinedProgram.Streams;
import dev.kdn.process.PseudoTerminal;
import dev.kdn.terminal.DetachKeys;
import dev.kdn.terminal.Ending;
import dev.kdn.terminal.UserTerminal;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Runs programs of workspaces with the user's streams, until they end.
final class Foreground {
    private static final int UNREAD = 141; // as a shell tells of a program that nobody reads from
    private static final long END_MILLIS = 2000;

    private final LocalPrograms programs;
    private final Supplier<UserTerminal> terminal;

    /// @param terminal of the user
    Foreground(LocalPrograms programs, Supplier<UserTerminal> terminal) {
        this.programs = programs;
        this.terminal = terminal;
    }

    /// Runs it on the user's terminal. In a sandbox it has one of its own: it could type into the user's. Without one
    /// it
    /// is a job of the user's shell like any other.
    ///
    /// @return its exit code
    int onTerminal(LocalInstance instance, SandboxedProgram program) {
        return instance.bare()
                ? terminal.get().lending(() -> run(instance, program.asJob(), Foreground::exitCode))
                : onItsOwn(instance, program);
    }

    private int onItsOwn(LocalInstance instance, SandboxedProgram program) {
        UserTerminal user = terminal.get();
        PseudoTerminal device = PseudoTerminal.open();
        try {
            return run(instance, program.onTerminal(device.device()), process -> connected(user, device, process));
        } finally {
            device.hangUp();
        }
    }

    private static int connected(UserTerminal user, PseudoTerminal device, Process process) {
        try {
            Ending ending = user.connectRaw(new TerminalProgram(device, process), DetachKeys.OFF);
            return ending == Ending.UNREAD ? UNREAD : exitCode(process);
        } finally {
            if (process.isAlive()) {
                device.hangUp(); // shells take that for the reason to end
            }
        }
    }

    /// Runs it with kdn's own streams, in a session of its own, so that no key of a terminal reaches it.
    ///
    /// @param input whether it reads kdn's standard input, too
    int onStreams(LocalInstance instance, SandboxedProgram program, boolean input) {
        return run(instance, program.on(input ? Streams.INHERITED : Streams.OUTPUT), Foreground::exitCode);
    }

    private int run(LocalInstance instance, SandboxedProgram program, ToIntFunction<Process> talk) {
        SandboxAttempt<Integer> attempt = SandboxAttempt.of(
                instance, program, programs, prepared -> run(instance, prepared, talk), Integer::intValue);
        if (!attempt.began()) {
            // bubblewrap's words are where the program's would be.
            throw new EngineException(
                    "cannot make the sandbox of the workspace",
                    "see whether its mounts can be where they are to be, and 'kdn runtime list --check'");
        }
        return attempt.end();
    }

    private int run(LocalInstance instance, ConfinedProgram program, ToIntFunction<Process> talk) {
        Process process = programs.startInRunning(instance, program);
        try {
            return talk.applyAsInt(process);
        } finally {
            end(process);
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new CancelledException("the program was cancelled");
        }
    }

    /// The program that makes the sandbox takes all of it along.
    private static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        try {
            process.destroy();
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
