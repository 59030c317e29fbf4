/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.EngineException;

/// The states a workspace can be in. The four texts are a file and JSON format.
public enum RuntimeState {
    RUNNING("running"),
    STOPPED("stopped"),
    ERROR("error"),
    UNKNOWN("unknown"),
    /// An error with a reason; what reads it back from a file gets [#ERROR].
    OUT_OF_MEMORY("error", "out of memory"),
    /// Frozen by somebody, with all its processes; what reads it back from a file gets [#STOPPED].
    PAUSED("stopped", "paused");

    private final String text;
    private final String reason;

    RuntimeState(String text) {
        this(text, "");
    }

    RuntimeState(String text, String reason) {
        this.text = text;
        this.reason = reason;
    }

    /// The form in files, JSON and tables.
    public String text() {
        return text;
    }

    /// Why it is so, for people; empty if there is nothing to say.
    public String reason() {
        return reason;
    }

    /// The state that a file or an engine names.
    ///
    /// @throws EngineException if `text` is none of the four
    public static RuntimeState parse(String text) {
        for (RuntimeState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new EngineException(
                "invalid runtime state: \"" + text + "\" (must be one of: running, stopped, error, unknown)");
    }
}
