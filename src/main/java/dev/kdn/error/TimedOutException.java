/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// Something took longer than its limit and was ended.
public final class TimedOutException extends KdnException {
    private static final long serialVersionUID = 1L;

    public TimedOutException(String message) {
        super(message, null, null);
    }

    public TimedOutException(String message, String hint) {
        super(message, hint, null);
    }

    public TimedOutException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
