/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// Finds the containers of one workspace by their labels, also those whose ids kdn never learnt.
final class WorkspaceContainers {
    private final Storage storage;
    private final PodmanCli podman;

    WorkspaceContainers(Storage storage, PodmanCli podman) {
        this.storage = storage;
        this.podman = podman;
    }

    /// One of them.
    ///
    /// @param workspaceName what the workspace was called when the container was made
    record Found(String id, String name, String workspaceName) {}

    List<Found> of(String workspaceId) {
        String format = "{{.ID}} {{.Names}} {{index .Labels \"" + PodmanLabels.NAME + "\"}}";
        List<String> lines = podman.listing(
                "ps",
                "-a",
                "--no-trunc",
                "--filter",
                "label=" + PodmanLabels.STORAGE + "=" + storage.ensureId(),
                "--filter",
                "label=" + PodmanLabels.WORKSPACE + "=" + workspaceId,
                "--format",
                format);
        List<Found> found = new ArrayList<>();
        for (String line : lines) {
            String[] words = PodmanCli.words(line, 3);
            found.add(new Found(words[0], words[1], words[2]));
        }
        return found;
    }
}
