/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.Map;

/// Everything kdn knows of one workspace.
///
/// @param instance with the live state
/// @param facts further facts in the order to show them, such as `container`, `image`, `network`; from meta.json
/// @param sourcesExist whether the sources folder is there
public record InstanceDetails(Instance instance, Map<String, String> facts, boolean sourcesExist) {
    /// Whether the workspace is on an engine of another machine.
    public boolean isElsewhere() {
        return facts.containsKey(EngineSources.FACT);
    }
}
