/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.process.CommandResult;
import java.util.HexFormat;

/// Looks at single containers.
final class PodmanInspection {
    private final PodmanCli podman;

    PodmanInspection(PodmanCli podman) {
        this.podman = podman;
    }

    /// The container as it is now.
    ///
    /// @throws NotFoundException if it is gone
    ContainerView view(String id) {
        CommandResult result = podman.call(
                PodmanCli.ASK, "inspect", "--type", "container", "--format", ContainerView.FORMAT, checked(id));
        if (!result.succeeded()) {
            throw failure(id, "failed to inspect podman container " + id, result);
        }
        return ContainerView.parse(result.stdout());
    }

    /// The name of the workspace whose container that is, for messages.
    String workspaceName(String id) {
        String label = "{{index .Config.Labels \"" + PodmanLabels.NAME + "\"}}";
        CommandResult result = podman.call(PodmanCli.ASK, "inspect", "--type", "container", "--format", label, id);
        String name = result.stdout().strip();
        return name.isEmpty() ? "NAME" : name;
    }

    /// The reason of a failed call: the container is gone, or podman's own words.
    KdnException failure(String id, String what, CommandResult result) {
        return podman.containerExists(id) ? podman.failure(what, result) : gone(id);
    }

    /// The id, if it is one; a damaged record must not reach podman as an option or as somebody's name.
    static String checked(String id) {
        boolean hexadecimal = id.chars().allMatch(HexFormat::isHexDigit);
        if (!hexadecimal || id.length() < 12) {
            throw gone(id);
        }
        return id;
    }

    static NotFoundException gone(String id) {
        return new NotFoundException(
                "runtime instance not found: " + id,
                "it was removed with podman; remove the workspace and init it again");
    }
}
