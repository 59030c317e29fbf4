/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// The user or the system asked kdn to stop (Ctrl-C, SIGTERM, SIGHUP). Thrown with the interrupt flag cleared, so that
/// clean-up can still run programs.
public final class CancelledException extends KdnException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        super(message, null, null);
    }

    public CancelledException(String message, String hint) {
        super(message, hint, null);
    }

    public CancelledException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
