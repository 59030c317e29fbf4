/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.runtime.EngineStatus.Endpoint;

/// What can be said of a runtime without touching it.
///
/// @param type the word for `--runtime`, storage paths and records
/// @param displayName for people, such as `Podman`
/// @param description one line for `kdn runtime list`
/// @param local whether workspaces run on this machine, unless the user chose an engine elsewhere, see [EnginePlace]
/// @param sourcesPath where the sources are inside a workspace
public record RuntimeDescription(
        String type, String displayName, String description, boolean local, String sourcesPath) {
    /// The same for workspaces on that engine.
    public RuntimeDescription at(Endpoint endpoint) {
        return new RuntimeDescription(type, displayName, description, endpoint.local(), sourcesPath);
    }
}
