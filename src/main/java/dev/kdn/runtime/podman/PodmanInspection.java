/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerId;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.ContainerView;
import dev.kdn.runtime.container.KdnLabels;
import java.util.List;
import java.util.function.BiFunction;

/// Looks at single containers.
final class PodmanInspection {
    // One value per line; podman gives no value of these a line break.
    private static final String FORMAT = """
        {{.Id}}
        {{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}
        {{json .HostConfig.PortBindings}}
        {{.ImageName}}\
        """;
    private static final int LINES = 4;

    private final PodmanCli podman;
    private final KillMarks marks;

    PodmanInspection(PodmanCli podman, KillMarks marks) {
        this.podman = podman;
        this.marks = marks;
    }

    /// The container as it is now.
    ///
    /// @param failure makes the exception if podman cannot tell
    /// @throws dev.kdn.error.NotFoundException if it is gone
    ContainerView view(String id, BiFunction<String, CommandResult, KdnException> failure) {
        CommandResult result = podman.call(PodmanCli.ASK, "inspect", "--type", "container", "--format", FORMAT, id);
        if (!result.succeeded()) {
            throw podman.containerExists(id, failure)
                    ? failure.apply("failed to inspect podman container " + id, result)
                    : ContainerId.gone(id);
        }
        return parse(result.stdout());
    }

    /// The name of the workspace whose container that is, for messages.
    String workspaceName(String id) {
        String label = "{{index .Config.Labels \"" + KdnLabels.NAME + "\"}}";
        CommandResult result = podman.call(PodmanCli.ASK, "inspect", "--type", "container", "--format", label, id);
        String name = result.stdout().strip();
        return name.isEmpty() ? "NAME" : name;
    }

    /// The reason of a failed start: the container is gone, or podman's own words.
    KdnException startFailure(String id, CommandResult result) {
        return podman.containerExists(id, podman::setUpFailure)
                ? podman.setUpFailure("failed to start podman container " + id, result)
                : ContainerId.gone(id);
    }

    private ContainerView parse(String text) {
        String[] lines = text.strip().split("\n", -1);
        if (lines.length != LINES) {
            throw new EngineException("podman inspect answered what kdn does not understand: " + text.strip());
        }
        return new ContainerView(lines[0], state(lines[0], lines[1]), lines[3], PublishedPorts.parse(lines[2]));
    }

    /// @param line a state, an exit code and whether podman saw a process killed for lack of memory
    private RuntimeState state(String id, String line) {
        List<String> words = List.of(line.split(" ", -1));
        boolean byKill = words.contains(Integer.toString(ContainerStates.KILLED));
        return ContainerStates.ended(
                ContainerStates.parse(words.getFirst()),
                byKill ? ContainerStates.KILLED : 0,
                () -> words.contains("true") || marks.has(id));
    }
}
