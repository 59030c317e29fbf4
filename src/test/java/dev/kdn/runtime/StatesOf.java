/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks a runtime for the states of several instances.
public final class StatesOf {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private StatesOf() {}

    /// No entry for one that does not exist.
    public static Map<String, RuntimeState> instances(WorkspaceRuntime runtime, String... ids) {
        BatchStates batch = runtime.capabilities().states().orElseThrow();
        Map<String, RuntimeState> states = new HashMap<>();
        batch.states(List.of(ids), LIMIT).forEach((id, live) -> states.put(id, live.state()));
        return states;
    }
}
