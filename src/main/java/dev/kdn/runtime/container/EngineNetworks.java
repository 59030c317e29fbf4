/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.util.Map;
import java.util.Optional;

/// The networks of an engine. Each workspace has one of its own.
public interface EngineNetworks {
    boolean has(String name);

    void create(String name, Map<String, String> labels);

    /// Removes it unless a container is on it.
    Removal remove(String name);

    /// The workspace that the network was made for; empty if it is gone or was made for none.
    Optional<String> workspaceOf(String name);

    /// Networks with this storage's label: the ids of their workspaces by name.
    Map<String, String> all(String storageId);
}
