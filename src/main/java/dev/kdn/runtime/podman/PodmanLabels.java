/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import java.util.Map;

/// The labels by which kdn knows its objects.
final class PodmanLabels {
    static final String STORAGE = "dev.kdn.storage";
    static final String WORKSPACE = "dev.kdn.workspace";
    static final String NAME = "dev.kdn.name";

    private PodmanLabels() {}

    static Map<String, String> of(String storageId, String workspaceId, String role, String name) {
        return Map.of(STORAGE, storageId, WORKSPACE, workspaceId, "dev.kdn.role", role, NAME, name);
    }
}
