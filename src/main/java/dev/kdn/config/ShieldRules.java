/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import java.nio.file.Path;
import java.util.List;

/// Read-only mounts of parts of the sources, which keep a workspace from writing to them. All hosts are real paths.
public final class ShieldRules {
    private ShieldRules() {}

    /// Those among the mounts.
    public static List<Mount> shields(List<Mount> mounts, Path sources) {
        return mounts.stream()
                .filter(mount -> mount.readOnly() && host(mount).startsWith(sources))
                .toList();
    }

    /// The ways around the shields that the mounts would open, one readable line each.
    public static List<String> breaches(List<Mount> shields, List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> !mount.readOnly())
                .flatMap(mount -> shields.stream()
                        .filter(shield -> overlap(host(shield), host(mount)))
                        .map(shield -> "write to " + TrustRules.shown(shield.host()) + ", which is read-only, through "
                                + TrustRules.shown(MountResolver.target(mount.target()))))
                .distinct()
                .toList();
    }

    /// The shields that are not among the mounts any more, one readable line each.
    public static List<String> dropped(List<Mount> shields, List<Mount> mounts) {
        return shields.stream()
                .filter(shield -> mounts.stream().noneMatch(mount -> isSame(shield, mount)))
                .map(shield -> "write to " + TrustRules.shown(shield.host()) + ", which was read-only")
                .distinct()
                .toList();
    }

    private static boolean isSame(Mount shield, Mount mount) {
        return mount.readOnly()
                && shield.host().equals(mount.host())
                && MountResolver.target(shield.target()).equals(MountResolver.target(mount.target()));
    }

    private static boolean overlap(Path a, Path b) {
        return a.startsWith(b) || b.startsWith(a);
    }

    private static Path host(Mount mount) {
        return Path.of(mount.host());
    }
}
