/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.RuntimeState;
import java.util.Locale;

/// What the words of engines mean.
public final class ContainerStates {
    private ContainerStates() {}

    /// The state that a word stands for: what can be started is stopped.
    public static RuntimeState parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "running", "up", "restarting" -> RuntimeState.RUNNING;
            case "created", "configured", "initialized", "exited", "stopped", "stopping", "paused", "removing" ->
                RuntimeState.STOPPED;
            case "dead" -> RuntimeState.ERROR;
            default -> RuntimeState.UNKNOWN;
        };
    }
}
