/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.Optional;

/// A command. Building one does no work; its flags and arguments are filled in before it runs.
public interface CliCommand {
    /// Tells what it takes and what its help says.
    void describe(Syntax syntax);

    /// Does what the command is for.
    ///
    /// @return the exit code
    int run();

    /// Whether Ctrl-C, SIGTERM and SIGHUP must let the command undo what it began, instead of ending the process.
    default boolean undoesWhenCancelled() {
        return false;
    }

    /// The exit code for a failure of kdn itself that would otherwise be `code`.
    default int exitCode(int code) {
        return code;
    }

    /// What to tell a user who gave a flag that the command does not have, if there is more to say than its usage.
    default Optional<String> flagHint() {
        return Optional.empty();
    }
}
