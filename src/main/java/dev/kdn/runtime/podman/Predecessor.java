/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

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

    // What a new container is called as long as the old one has the name.
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
    String name(String wished) {
        return id.isPresent() ? wished + BESIDE : wished;
    }

    static boolean isBeside(String name) {
        return name.endsWith(BESIDE);
    }
}
