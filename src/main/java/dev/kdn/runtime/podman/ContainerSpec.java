/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.image.WorkspaceUser;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workspace container as data, before any engine is asked.
///
/// @param image a tag of this storage
/// @param labels by name
/// @param keepUserId whether ids of this machine are mapped into the container, as rootless podman needs it
/// @param network its own network; empty means none at all
/// @param gainsPrivileges whether sudo has to work inside
/// @param environment values that are no secrets of the engine
/// @param secrets names in the engine's secret store, by variable
/// @param ports inside, in order, with the port of this machine's loopback address on which each is published
record ContainerSpec(
        String name,
        String image,
        Map<String, String> labels,
        WorkspaceUser user,
        boolean keepUserId,
        Optional<String> network,
        boolean gainsPrivileges,
        List<Mount> mounts,
        Map<String, String> environment,
        Map<String, String> secrets,
        Map<Integer, Integer> ports) {
    /// podman chooses.
    static final int ANY_PORT = 0;

    ContainerSpec {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /// A bind mount.
    ///
    /// @param relabel whether SELinux may give the files a label that containers can read
    record Mount(Path host, String target, boolean readOnly, boolean relabel) {}

    ContainerSpec named(String newName) {
        return new ContainerSpec(
                newName,
                image,
                labels,
                user,
                keepUserId,
                network,
                gainsPrivileges,
                mounts,
                environment,
                secrets,
                ports);
    }
}
