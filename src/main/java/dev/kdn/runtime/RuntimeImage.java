/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An image that a runtime made for workspaces.
///
/// @param id the engine's
/// @param tag by which workspaces name it; empty if a newer build has taken that name
/// @param names all of them, the tag among them
/// @param claimed whether it has a name that is none of kdn's, so that somebody wants to keep it
/// @param agent empty if it does not tell
/// @param bytes with the layers that it shares with other images
/// @param containers ids of what stands on it, whether workspaces or not
public record RuntimeImage(
        String id,
        Optional<String> tag,
        List<String> names,
        boolean claimed,
        String agent,
        long bytes,
        Instant created,
        Set<String> containers) {
    private static final int SHORT_ID = 12;

    public RuntimeImage {
        names = List.copyOf(names);
        containers = Set.copyOf(containers);
    }

    /// The tag, or else the beginning of the id.
    public String title() {
        return tag.orElseGet(() -> id.substring(0, Math.min(SHORT_ID, id.length())));
    }
}
