/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.EngineException;

/// The states a workspace can be in. The names in lower case are a file and JSON format.
public enum RuntimeState {
    RUNNING("running"),
    STOPPED("stopped"),
    ERROR("error"),
    UNKNOWN("unknown");

    private final String text;

    RuntimeState(String text) {
        this.text = text;
    }

    /// The form in files, JSON and tables.
    public String text() {
        return text;
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
