/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.CancelledException;
import java.util.Map;

/// A program that uses kdn's own streams, but gets none of the signals that keys of the terminal send: those are kdn's
/// to pass on.
public final class ApartProgram {
    private static final long GRACE_MILLIS = 500;

    private ApartProgram() {}

    /// Starts it so that it outlives kdn, with neither input nor output.
    ///
    /// @throws dev.kdn.error.UnavailableException if there is no such program, or it cannot be run
    public static void start(Map<String, String> environment, Command command) {
        Child _ = new Launch(environment, new ChildJournal()).lasting(command);
    }

    /// Runs it in the environment of the user and waits for its end. The limit of the command does not hold.
    ///
    /// @param environment what kdn was started with
    /// @param input whether it reads kdn's own standard input; else it reads the end at once
    /// @return its exit code, 128 + n when a signal ended it
    /// @throws CancelledException after an interrupt; the program is ended then
    /// @throws dev.kdn.error.UnavailableException if there is no such program, or it cannot be run
    public static int run(Map<String, String> environment, Command command, boolean input) {
        Child child = new Launch(environment, new ChildJournal()).apart(command, input);
        try {
            return child.process().waitFor();
        } catch (InterruptedException e) {
            child.end(GRACE_MILLIS);
            throw cancelled(command);
        }
    }

    private static CancelledException cancelled(Command command) {
        boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
        return new CancelledException(command.title() + " was cancelled");
    }
}
