/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// A runtime cannot be used here and now: program missing, engine not answering.
public final class UnavailableException extends KdnException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message, null, null);
    }

    public UnavailableException(String message, String hint) {
        super(message, hint, null);
    }

    public UnavailableException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
