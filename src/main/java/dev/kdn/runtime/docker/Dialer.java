/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;

/// Connects to one engine.
interface Dialer {
    /// Connects; what it opens belongs to `call`.
    ///
    /// @throws DialFailure if nobody answers there
    /// @throws IOException if the call was ended meanwhile
    Wire dial(Call call) throws IOException;

    /// For the `Host` header of requests.
    String host();
}
