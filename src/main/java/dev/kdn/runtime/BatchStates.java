/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// Asks the engine for the states of many instances in one call.
@FunctionalInterface
public interface BatchStates {
    /// The states as the engine sees them now.
    ///
    /// @param ids the runtime's instance ids
    /// @param limit the call is given up after this time with a [dev.kdn.error.TimedOutException]
    /// @return a state for each id that exists; an id without one does not exist any more
    Map<String, LiveState> states(Collection<String> ids, Duration limit);
}
