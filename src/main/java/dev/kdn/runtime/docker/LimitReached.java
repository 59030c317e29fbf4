/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;

/// The connection was cut since the [Patience] with it had an end.
final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;

    LimitReached(Patience patience) {
        super("no answer within " + patience.words());
    }
}
