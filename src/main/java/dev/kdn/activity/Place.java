/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.instance.Instance;
import dev.kdn.runtime.WorkspaceRuntime;

/// A workspace whose runtime can run programs in it.
///
/// @param instance as last recorded
public record Place(Instance instance, WorkspaceRuntime runtime, TimedPrograms programs) {
    /// The runtime's id of it.
    public String id() {
        return instance.runtime().instanceId();
    }
}
