/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// An argument or flag is wrong.
public final class InvalidInputException extends KdnException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message, null, null);
    }

    public InvalidInputException(String message, String hint) {
        super(message, hint, null);
    }

    public InvalidInputException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
