/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// A question must be answered, and there is nobody to ask.
public final class InputNeededException extends KdnException {
    private static final long serialVersionUID = 1L;

    public InputNeededException(String message) {
        super(message, null, null);
    }

    public InputNeededException(String message, String hint) {
        super(message, hint, null);
    }

    public InputNeededException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
