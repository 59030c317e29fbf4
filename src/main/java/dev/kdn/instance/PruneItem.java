/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.Optional;

/// Something that nobody needs any more.
///
/// @param kind in words, such as `container` or `temporary file`
/// @param runtime its type; empty for what belongs to the storage itself
/// @param id by which the runtime knows it, or a path
/// @param name for people
/// @param workspaceId the workspace it was made for; empty if it was for none in particular
/// @param error why it is still there, although it was to be removed
public record PruneItem(
        String kind, String runtime, String id, String name, String workspaceId, Optional<String> error) {
    /// The kind of what was not removed but brought to an end.
    public static final String INTERRUPTED = "interrupted operation";

    public PruneItem(String kind, String runtime, String id, String name, String workspaceId) {
        this(kind, runtime, id, name, workspaceId, Optional.empty());
    }

    PruneItem failed(String reason) {
        return new PruneItem(kind, runtime, id, name, workspaceId, Optional.of(reason));
    }
}
