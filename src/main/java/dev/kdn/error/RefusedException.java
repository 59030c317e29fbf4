/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// kdn will not do it: trust, policy, or something that cannot be enforced.
public final class RefusedException extends KdnException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message, null, null);
    }

    public RefusedException(String message, String hint) {
        super(message, hint, null);
    }

    public RefusedException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
