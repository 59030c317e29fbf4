/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;

/// Nobody could be reached at the engine's address; the message is the reason.
final class DialFailure extends IOException {
    private static final long serialVersionUID = 1L;

    DialFailure(String reason, Throwable cause) {
        super(reason, cause);
    }

    DialFailure(String reason) {
        super(reason);
    }
}
