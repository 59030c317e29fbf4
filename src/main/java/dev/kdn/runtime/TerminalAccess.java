/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.terminal.DetachKeys;
import java.util.List;
import java.util.Optional;

/// Opens a terminal, or runs a command with kdn's own streams, in a running instance.
@FunctionalInterface
public interface TerminalAccess {
    /// Opens it and waits until the command inside has ended.
    ///
    /// @return the exit code of the command inside; 126 not executable, 127 not found
    int open(Request request);

    /// Brings into a running instance what it should have had from its start and lacks, since somebody else started it.
    /// Opening a terminal does so, too.
    default void makeReady(String id) {}

    /// What to run where.
    ///
    /// @param id the runtime's instance id
    /// @param agent whose terminal command is used when `command` is empty
    /// @param command argument list, boundaries kept
    /// @param tty whether to ask for a terminal inside; true only when kdn's stdin is one
    /// @param detachKeys the keys that leave the terminal; if absent, the engine's own, which are
    ///     [DetachKeys#DEFAULT] unless its configuration says otherwise
    record Request(String id, String agent, List<String> command, boolean tty, Optional<DetachKeys> detachKeys) {
        public Request {
            command = List.copyOf(command);
        }
    }
}
