/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.List;

/// Finds what a runtime made for this storage, whoever remembers it, and removes what nobody needs.
///
/// Callers decide what is needed. Objects of other storages, and those without kdn's labels, never come up.
public interface GarbageCollection {
    /// Everything of this storage.
    ///
    /// @throws dev.kdn.error.UnavailableException if the engine cannot be asked
    List<EngineObject> objects();

    /// What was made for one workspace, [EngineObject#workspaceId].
    List<EngineObject> objectsOf(String workspaceId);

    /// Removes the object, running or not; one that is gone already is a success.
    void remove(EngineObject object);
}
