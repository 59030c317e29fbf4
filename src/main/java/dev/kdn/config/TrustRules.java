/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.nio.file.Path;
import java.util.List;

/// What of a project's configuration needs the user's trust.
public final class TrustRules {
    private TrustRules() {}

    public static List<String> wishes(WorkspaceConfiguration configuration, Path sources, Path home) {
        return configuration.mounts().stream()
                .map(mount -> "mount " + mount.host() + " at " + mount.target())
                .toList();
    }
}
