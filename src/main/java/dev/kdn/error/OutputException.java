/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// A result could not be written to standard output.
public final class OutputException extends KdnException {
    private static final long serialVersionUID = 1L;

    public OutputException(String message) {
        super(message, null, null);
    }

    public OutputException(String message, String hint) {
        super(message, hint, null);
    }

    public OutputException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
