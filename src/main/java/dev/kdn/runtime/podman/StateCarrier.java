/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.process.CommandResult;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Copies paths from a container into another one, inside podman, with modes, times and links; they belong to the
/// user of the new container. Neither needs to run.
///
/// podman follows a symbolic link that is to be copied itself: what it leads to then arrives under another name, or is
/// not found. So what has arrived is looked at.
final class StateCarrier {
    private static final String HOME = "/home/agent/";

    private final PodmanCli podman;
    private final PodmanInspection inspection;

    StateCarrier(PodmanCli podman, PodmanInspection inspection) {
        this.podman = podman;
        this.inspection = inspection;
    }

    /// Copies the paths that are not as in the image; `~/` is the home folder inside.
    ///
    /// @throws EngineException if one of them cannot be copied as it is
    void carry(String from, String to, List<String> paths) {
        Map<String, String> wanted = new LinkedHashMap<>();
        paths.forEach(path -> wanted.put(path.startsWith("~/") ? HOME + path.substring(2) : path, path));
        if (wanted.isEmpty()) {
            return;
        }
        wanted.keySet().retainAll(changed(from, wanted.keySet()));
        wanted.forEach((inside, path) -> {
            String folder = inside.substring(0, inside.lastIndexOf('/') + 1);
            CommandResult result = podman.call(PodmanCli.CHANGE, "cp", from + ":" + inside, to + ":" + folder);
            if (!result.succeeded()) {
                KdnException failure = podman.failure("failed to carry " + path + " over to the new container", result);
                throw failure instanceof EngineException ? notCarried(from, failure.getMessage()) : failure;
            }
        });
        if (!wanted.isEmpty()) {
            Set<String> arrived = changed(to, wanted.keySet());
            wanted.forEach((inside, path) -> {
                if (!arrived.contains(inside)) {
                    throw notCarried(from, path + " did not arrive in the new container");
                }
            });
        }
    }

    private EngineException notCarried(String from, String words) {
        String command = MendingCommand.of("kdn", "recreate", "--discard-state", inspection.workspaceName(from));
        return new EngineException(
                words + "; it may be a symbolic link, which podman cannot copy",
                "put a real file or folder in its place, or start with a fresh home folder: '" + command
                        + "' (with --force if it runs)");
    }

    /// Those of the paths that were changed or added in the container. Others may be very many, and may have names that
    /// look like several lines.
    private Set<String> changed(String container, Set<String> wanted) {
        Set<String> found = new HashSet<>();
        CommandResult result = podman.call(PodmanCli.CHANGE, List.of("diff", container), line -> {
            boolean changedOrAdded = line.startsWith("C ") || line.startsWith("A ");
            if (changedOrAdded && wanted.contains(line.substring(2))) {
                found.add(line.substring(2));
            }
        });
        if (!result.succeeded()) {
            throw podman.failure("failed to see what changed in container " + container, result);
        }
        return found;
    }
}
