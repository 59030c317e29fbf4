/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// What can be said of a runtime without touching it.
///
/// @param type the word for `--runtime`, storage paths and records
/// @param displayName for people, such as `Podman`
/// @param description one line for `kdn runtime list`
/// @param local whether workspaces run on this machine
/// @param sourcesPath where the sources are inside a workspace
public record RuntimeDescription(
        String type, String displayName, String description, boolean local, String sourcesPath) {}
