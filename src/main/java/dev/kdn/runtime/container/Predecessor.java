/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.Forward;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The container that a new one is made beside, to take its place later; none for a new workspace.
///
/// @param id of the old container, which must stay
/// @param ports of this machine that the new container gets too, by the port inside
record Predecessor(Optional<String> id, Map<Integer, Integer> ports) {
    static final Predecessor NONE = new Predecessor(Optional.empty(), Map.of());

    private static final String BESIDE = "-new";

    Predecessor {
        ports = Map.copyOf(ports);
    }

    static Predecessor of(String id, List<Forward> kept) {
        Map<Integer, Integer> ports = new HashMap<>();
        kept.forEach(forward -> ports.put(forward.target(), forward.port()));
        return new Predecessor(Optional.of(id), ports);
    }

    /// The name for the new container.
    ///
    /// @param unique one that no other workspace, and no other storage, can have
    String name(String wished, String unique) {
        return id.isPresent() ? beside(unique) : wished;
    }

    /// What a new container is called as long as the old one is there. Two storages may recreate workspaces of the same
    /// name at the same time.
    static String beside(String unique) {
        return unique + BESIDE;
    }
}
