/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

/// A container as an engine's list shows it.
///
/// @param imageId of the image it was made from
/// @param workspaceName what the workspace was called when the container was made
public record ListedContainer(String id, String name, String imageId, String workspaceId, String workspaceName) {}
