/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.error.MendingCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Copies paths from a container into another one, with modes, times and links. Neither needs to run.
///
/// Engines follow a symbolic link that is to be copied itself: what it leads to then arrives under another name, or is
/// not found. So what has arrived is looked at.
public final class StateCarrier {
    private static final String HOME = "/home/agent/";

    private final ContainerEngine engine;

    public StateCarrier(ContainerEngine engine) {
        this.engine = engine;
    }

    /// Copies the paths that are not as in the image; `~/` is the home folder inside.
    ///
    /// @throws EngineException if one of them cannot be copied as it is
    public void carry(String from, String to, List<String> paths) {
        Map<String, String> wanted = new LinkedHashMap<>();
        paths.forEach(path -> wanted.put(path.startsWith("~/") ? HOME + path.substring(2) : path, path));
        if (wanted.isEmpty()) {
            return;
        }
        EngineContainers containers = engine.containers();
        wanted.keySet().retainAll(containers.changed(from, wanted.keySet()));
        if (wanted.isEmpty()) {
            return;
        }
        wanted.forEach((inside, path) -> {
            String folder = inside.substring(0, inside.lastIndexOf('/') + 1);
            try {
                containers.copy(from, inside, to, folder);
            } catch (EngineException failure) {
                throw notCarried(
                        from, "failed to carry " + path + " over to the new container: " + failure.getMessage());
            }
        });
        Set<String> arrived = containers.changed(to, wanted.keySet());
        wanted.forEach((inside, path) -> {
            if (!arrived.contains(inside)) {
                throw notCarried(from, path + " did not arrive in the new container");
            }
        });
    }

    private EngineException notCarried(String from, String words) {
        String command = MendingCommand.of(
                "kdn", "recreate", "--discard-state", engine.containers().workspaceName(from));
        return new EngineException(
                words + "; it may be a symbolic link, which " + engine.name() + " cannot copy",
                "put a real file or folder in its place, or start with a fresh home folder: '" + command
                        + "' (with --force if it runs)");
    }
}
