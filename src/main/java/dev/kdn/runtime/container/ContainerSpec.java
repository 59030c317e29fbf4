/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.ResourceLimits;
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
/// @param users how ids of this machine come into the container
/// @param network its own network; empty means none at all
/// @param gainsPrivileges whether sudo has to work inside
/// @param environment values that are no secrets of the engine
/// @param secrets names in the engine's secret store, by variable
/// @param memoryFolders paths inside of folders in memory, which belong to root
/// @param ports inside, in order, with the port of this machine's loopback address on which each is published
public record ContainerSpec(
        String name,
        String image,
        Map<String, String> labels,
        WorkspaceUser user,
        UserMapping users,
        Optional<String> network,
        boolean gainsPrivileges,
        List<Mount> mounts,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<String> memoryFolders,
        Map<Integer, Integer> ports,
        ResourceLimits limits) {
    /// The engine chooses.
    public static final int ANY_PORT = 0;

    public ContainerSpec {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        memoryFolders = List.copyOf(memoryFolders);
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /// A bind mount.
    ///
    /// @param relabel whether SELinux may give the files a label that containers can read
    public record Mount(Path host, String target, boolean readOnly, boolean relabel) {}

    /// The same with further variables, where it has no own of that name.
    public ContainerSpec withDefaults(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.keySet().removeAll(secrets.keySet());
        all.putAll(environment);
        return new ContainerSpec(
                name,
                image,
                labels,
                user,
                users,
                network,
                gainsPrivileges,
                mounts,
                all,
                secrets,
                memoryFolders,
                ports,
                limits);
    }

    /// The same under another name.
    public ContainerSpec named(String newName) {
        return new ContainerSpec(
                newName,
                image,
                labels,
                user,
                users,
                network,
                gainsPrivileges,
                mounts,
                environment,
                secrets,
                memoryFolders,
                ports,
                limits);
    }
}
