/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.util.Map;

/// The labels by which kdn knows its objects.
public final class KdnLabels {
    public static final String STORAGE = "dev.kdn.storage";
    public static final String WORKSPACE = "dev.kdn.workspace";
    public static final String NAME = "dev.kdn.name";
    static final String AGENT = "dev.kdn.agent";

    private KdnLabels() {}

    /// The labels of an object that is made for a workspace.
    ///
    /// @param role such as `workspace`
    static Map<String, String> of(String storageId, String workspaceId, String role, String name) {
        return Map.of(STORAGE, storageId, WORKSPACE, workspaceId, "dev.kdn.role", role, NAME, name);
    }
}
