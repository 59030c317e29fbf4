/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.terminal.DetachKeys;
import java.util.List;
import java.util.Optional;

/// What [InstanceManager#terminal] is asked for.
///
/// @param reference the workspace
/// @param command argument list; empty for the agent's own terminal command
/// @param tty whether to ask for a terminal inside; true only when kdn's stdin is one
/// @param detachKeys the keys that leave the terminal, if the user wants others than the engine's
public record TerminalWish(String reference, List<String> command, boolean tty, Optional<DetachKeys> detachKeys) {
    public TerminalWish {
        command = List.copyOf(command);
    }
}
