/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// The storage directory cannot be read or written.
public final class StorageException extends KdnException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message, null, null);
    }

    public StorageException(String message, String hint) {
        super(message, hint, null);
    }

    public StorageException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
