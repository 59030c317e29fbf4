/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// A named thing does not exist.
public final class NotFoundException extends KdnException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message, null, null);
    }

    public NotFoundException(String message, String hint) {
        super(message, hint, null);
    }

    public NotFoundException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
