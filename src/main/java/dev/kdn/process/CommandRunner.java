/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.util.function.Consumer;

/// Runs external programs. A program that cannot be started is an
/// [dev.kdn.error.UnavailableException]; one that outlives its limit is ended with its whole process group and is a
/// [dev.kdn.error.TimedOutException]; an interrupt of the calling thread ends the group and is a
/// [dev.kdn.error.CancelledException]. A non-zero exit code is a result, not an exception.
public interface CommandRunner {
    /// Runs the command without a terminal and without input, and hands every line of stdout and stderr to `lines` as
    /// it comes, from other threads, one line at a time.
    CommandResult run(Command command, Consumer<String> lines);

    default CommandResult run(Command command) {
        return run(command, line -> {});
    }

    /// Runs the command in the foreground with kdn's own stdin, stdout and stderr, for as long as it likes: the limit
    /// of the command is not applied. Ctrl-C belongs to the command.
    ///
    /// @return its exit code, 128 + n when a signal ended it
    int attach(Command command);
}
