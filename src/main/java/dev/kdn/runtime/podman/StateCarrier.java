/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.error.EngineException;
import dev.kdn.process.CommandResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Copies paths from a container into another one, inside podman, with modes, times and links; they belong to the
/// user of the new container. Neither needs to run.
final class StateCarrier {
    private static final String HOME = "/home/agent/";
    // Many files may have come into being in a container.
    private static final int MAX_DIFF_BYTES = 64 << 20;

    private final PodmanCli podman;

    StateCarrier(PodmanCli podman) {
        this.podman = podman;
    }

    /// Copies the paths that are not as in the image; `~/` is the home folder inside.
    void carry(String from, String to, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        Set<String> changed = changed(from);
        for (String path : paths) {
            String inside = path.startsWith("~/") ? HOME + path.substring(2) : path;
            if (changed.contains(inside)) {
                String folder = inside.substring(0, inside.lastIndexOf('/') + 1);
                CommandResult result = podman.call(PodmanCli.CHANGE, "cp", from + ":" + inside, to + ":" + folder);
                if (!result.succeeded()) {
                    throw podman.failure("failed to carry " + path + " over to the new container", result);
                }
            }
        }
    }

    private Set<String> changed(String container) {
        CommandResult result =
                podman.call(PodmanCli.CHANGE, List.of("diff", "--format", "json", container), MAX_DIFF_BYTES);
        if (!result.succeeded()) {
            throw podman.failure("failed to see what changed in container " + container, result);
        }
        Set<String> paths = new HashSet<>();
        try {
            JsonNode diff = new ObjectMapper().readTree(result.stdout());
            for (String kind : List.of("changed", "added")) {
                diff.path(kind).forEach(path -> paths.add(path.asText()));
            }
        } catch (IOException e) {
            throw new EngineException("podman diff answered what kdn does not understand", null, e);
        }
        return paths;
    }
}
