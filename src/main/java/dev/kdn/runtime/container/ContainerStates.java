/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.RuntimeState;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// What the words of engines mean.
public final class ContainerStates {
    /// The exit code of what was killed.
    public static final int KILLED = 137;

    private ContainerStates() {}

    /// The state that a word stands for: what can be started is stopped.
    public static RuntimeState parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "running", "up", "restarting" -> RuntimeState.RUNNING;
            case "created", "configured", "initialized", "exited", "stopped", "stopping", "removing" ->
                RuntimeState.STOPPED;
            case "paused" -> RuntimeState.PAUSED;
            case "dead" -> RuntimeState.ERROR;
            default -> RuntimeState.UNKNOWN;
        };
    }

    /// The state of a container that ended with that code.
    ///
    /// @param killed whether the kernel has killed anything in it for lack of memory, as the engine tells
    public static RuntimeState ended(RuntimeState state, long exitCode, BooleanSupplier killed) {
        boolean byKill = state == RuntimeState.STOPPED && exitCode == KILLED;
        return byKill && killed.getAsBoolean() ? RuntimeState.OUT_OF_MEMORY : state;
    }
}
