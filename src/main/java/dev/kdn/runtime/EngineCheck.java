/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.time.Duration;

/// Asks the engine how it is; changes nothing.
@FunctionalInterface
public interface EngineCheck {
    /// The engine as it is now. An engine that cannot be reached is a result; a [dev.kdn.error.KdnException] is taken
    /// for one, too. It is called from a thread of its own, which is interrupted when nobody waits any more.
    ///
    /// @param limit how long to wait for answers; ending a program that gave none may take half as long again
    EngineStatus check(Duration limit);
}
