/* SPDX-License-Identifier: Apache-2.0 */
/// Workspaces in podman containers, through the podman command.
/// One container and one network for each workspace.
@NullMarked
package dev.kdn.runtime.podman;

import org.jspecify.annotations.NullMarked;
