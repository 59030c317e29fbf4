/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// An engine or another external program reported a failure.
public final class EngineException extends KdnException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message, null, null);
    }

    public EngineException(String message, String hint) {
        super(message, hint, null);
    }

    public EngineException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
