/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an engine tells of an instance now.
///
/// @param forwards the ports that are bound now, in the order of their targets; empty if the engine does
///     not tell, and those last recorded are right as far as anybody knows
public record LiveState(RuntimeState state, Optional<List<Forward>> forwards) {
    public LiveState {
        forwards = forwards.map(List::copyOf);
    }

    /// With the ports last recorded.
    public static LiveState of(RuntimeState state) {
        return new LiveState(state, Optional.empty());
    }

    /// As [#of(RuntimeState)], for many by their ids.
    public static Map<String, LiveState> of(Map<String, RuntimeState> states) {
        Map<String, LiveState> live = new HashMap<>();
        for (Map.Entry<String, RuntimeState> entry : states.entrySet()) {
            live.put(entry.getKey(), of(entry.getValue()));
        }
        return live;
    }
}
