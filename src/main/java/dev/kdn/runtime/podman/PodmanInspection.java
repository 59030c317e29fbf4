/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.RuntimeInfo;
import java.util.HexFormat;
import java.util.function.BiFunction;

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
        return view(id, podman::failure);
    }

    /// What is known of the container now; explains a podman that cannot work on this machine.
    ///
    /// @throws NotFoundException if it is gone
    RuntimeInfo info(String id) {
        return view(id, podman::setUpFailure).info();
    }

    private ContainerView view(String id, BiFunction<String, CommandResult, KdnException> failure) {
        CommandResult result = podman.call(
                PodmanCli.ASK, "inspect", "--type", "container", "--format", ContainerView.FORMAT, checked(id));
        if (!result.succeeded()) {
            throw podman.containerExists(id, failure)
                    ? failure.apply("failed to inspect podman container " + id, result)
                    : gone(id);
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

    /// The reason of a failed start: the container is gone, or podman's own words.
    KdnException startFailure(String id, CommandResult result) {
        return podman.containerExists(id, podman::setUpFailure)
                ? podman.setUpFailure("failed to start podman container " + id, result)
                : gone(id);
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
