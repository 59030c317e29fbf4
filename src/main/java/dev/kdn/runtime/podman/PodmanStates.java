/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.KdnLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Understands podman's states, and asks for many in one call.
final class PodmanStates {
    private static final int MAX_OUTPUT_BYTES = 32 << 20;

    private final PodmanCli podman;
    private final Supplier<Optional<String>> storageId;
    private final ReferencePods referencePods;

    PodmanStates(PodmanCli podman, Supplier<Optional<String>> storageId, ReferencePods referencePods) {
        this.podman = podman;
        this.storageId = storageId;
        this.referencePods = referencePods;
    }

    Map<String, RuntimeState> states(Collection<String> ids, Duration limit) {
        CommandResult result = podman.call(limit, listing(), MAX_OUTPUT_BYTES);
        if (!result.succeeded()) {
            throw podman.unusable(result);
        }
        Map<String, RuntimeState> all = new HashMap<>();
        for (String line : result.stdout().split("\n", -1)) {
            addLine(line, all);
        }
        all.keySet().retainAll(ids);
        return all;
    }

    /// Containers of the reference have no label, so the filter is left out where there are any.
    private List<String> listing() {
        List<String> arguments = new ArrayList<>(List.of("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.State}}"));
        Optional<String> id = storageId.get();
        if (id.isPresent() && !referencePods.any()) {
            arguments.addAll(List.of("--filter", "label=" + KdnLabels.STORAGE + "=" + id.get()));
        }
        return arguments;
    }

    /// The line is an id and a state in one word, or in several as podman 4 has it: `Up 2 minutes`.
    private static void addLine(String line, Map<String, RuntimeState> states) {
        if (line.isBlank()) {
            return;
        }
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new EngineException("podman ps answered what kdn does not understand: " + line);
        }
        String words = line.substring(space + 1).strip();
        int end = words.indexOf(' ');
        states.put(line.substring(0, space), ContainerStates.parse(end < 0 ? words : words.substring(0, end)));
    }
}
