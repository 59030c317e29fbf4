/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Something that a runtime made for a workspace of this storage, found by its label.
///
/// @param id by which the runtime knows it
/// @param name for people; may be the id
/// @param workspaceId the workspace it was made for; empty if it is for all of them, as the layer of an image is
public record EngineObject(Kind kind, String id, String name, String workspaceId) {
    /// What it is, in the order in which such things can be removed.
    public enum Kind {
        /// A half-done image build: its processes, working containers and files.
        BUILD,
        /// What a workspace runs in; its id is the runtime's id of the instance.
        CONTAINER,
        NETWORK,
        /// A part of an image that was never finished, or was replaced.
        IMAGE_LAYER,
        /// A file of kdn's about something that is gone.
        FILE
    }
}
