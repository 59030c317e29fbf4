/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// The wish collides with what exists: a name in use, a running workspace, a held lock, a busy port.
public final class ConflictException extends KdnException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message, null, null);
    }

    public ConflictException(String message, String hint) {
        super(message, hint, null);
    }

    public ConflictException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
