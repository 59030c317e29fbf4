/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks whether what a workspace is to see is where it was when the user agreed to it.
final class MountedPaths {
    private MountedPaths() {}

    /// @throws RefusedException if a path does not lead where it did
    /// @throws ConfigurationException if it is gone
    static void check(LocalInstance instance, LocalInstances instances) {
        refuseMoved(instance.sources());
        refuseLinkOnTheWay(instance.sources(), instance, instances);
        refuseLinkOnTheWay(SandboxArguments.HOME, instance, instances);
        for (LocalInstance.Mount mount : instance.mounts()) {
            refuseMoved(mount.host());
            refuseLinkOnTheWay(mount.target(), instance, instances);
        }
    }

    static void refuseMoved(Path path) {
        Path now;
        try {
            now = path.toRealPath();
        } catch (IOException gone) {
            throw new ConfigurationException(
                    "mounted path is not there any more: " + path, "put it back, or remove the workspace");
        }
        if (!now.equals(path)) {
            throw new RefusedException(
                    "mounted path leads somewhere else now: " + path + " is a link to " + now,
                    "put the folder back, or remove the workspace and init it again");
        }
    }

    /// A link that a program has put where something is mounted would have the place for it made elsewhere.
    private static void refuseLinkOnTheWay(Path target, LocalInstance instance, LocalInstances instances) {
        List<LocalInstance.Mount> writable = new ArrayList<>(instance.mounts());
        writable.add(new LocalInstance.Mount(instances.home(instance.id()), SandboxArguments.HOME, false));
        writable.add(new LocalInstance.Mount(instances.temporary(instance.id()), Path.of("/tmp"), false));
        writable.add(new LocalInstance.Mount(instances.temporary(instance.id()), Path.of("/var/tmp"), false));
        writable.add(new LocalInstance.Mount(instance.sources(), instance.sources(), false));
        for (LocalInstance.Mount below : writable) {
            Path current = below.host();
            boolean isBelow = target.startsWith(below.target()) && !target.equals(below.target());
            for (Path name : isBelow ? below.target().relativize(target) : List.<Path>of()) {
                current = current.resolve(name);
                if (Files.isSymbolicLink(current) && !instance.bare()) {
                    throw new RefusedException(
                            "something in the workspace has put a link where " + target + " is mounted: " + current,
                            "delete that link");
                }
            }
        }
    }
}
