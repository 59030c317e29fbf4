/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.KdnLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Understands podman's states, and asks for many in one call.
final class PodmanStates {
    // The state is one word or, with podman 4, several.
    private static final String FORMAT = "{{.ID}} {{.State}} {{.ExitCode}}";
    private static final String KILLED = " " + ContainerStates.KILLED;
    private static final int MOST_QUESTIONS = 50;
    private static final int MAX_OUTPUT_BYTES = 32 << 20;

    private final PodmanCli podman;
    private final Supplier<Optional<String>> storageId;
    private final ReferencePods referencePods;
    private final KillMarks marks;

    PodmanStates(PodmanCli podman, Supplier<Optional<String>> storageId, ReferencePods referencePods, KillMarks marks) {
        this.marks = marks;
        this.podman = podman;
        this.storageId = storageId;
        this.referencePods = referencePods;
    }

    Map<String, LiveState> states(Collection<String> ids, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        CommandResult result = podman.call(limit, listing(), MAX_OUTPUT_BYTES);
        if (!result.succeeded()) {
            throw podman.unusable(result);
        }
        Map<String, RuntimeState> all = new HashMap<>();
        Set<String> killed = new HashSet<>();
        for (String line : result.stdout().split("\n", -1)) {
            addLine(line, all);
            if (line.endsWith(KILLED)) {
                killed.add(line.substring(0, line.indexOf(' ')));
            }
        }
        all.keySet().retainAll(ids);
        killed.retainAll(ids);
        if (!killed.isEmpty()) {
            Set<String> outOfMemory = outOfMemory(killed, Duration.ofNanos(end - System.nanoTime()));
            for (String id : killed) {
                all.computeIfPresent(
                        id,
                        (_, state) ->
                                ContainerStates.ended(state, ContainerStates.KILLED, () -> outOfMemory.contains(id)));
            }
        }
        return LiveState.of(all);
    }

    /// Those that were killed for lack of memory. podman is asked about those only of which there is no mark, and what
    /// does not come in time is no answer.
    private Set<String> outOfMemory(Set<String> killed, Duration limit) {
        Set<String> found = new HashSet<>();
        List<String> question =
                new ArrayList<>(List.of("inspect", "--type", "container", "--format", "{{.Id}} {{.State.OOMKilled}}"));
        int begin = question.size();
        for (String id : killed) {
            if (marks.has(id)) {
                found.add(id);
            } else if (question.size() < begin + MOST_QUESTIONS) {
                question.add(id);
            }
        }
        if (question.size() > begin && limit.isPositive()) {
            try {
                podman.call(limit, question, MAX_OUTPUT_BYTES)
                        .stdout()
                        .lines()
                        .filter(line -> line.endsWith(" true"))
                        .forEach(line -> found.add(line.substring(0, line.indexOf(' '))));
            } catch (TimedOutException late) {
                return found;
            }
        }
        return found;
    }

    /// Containers of the reference have no label, so the filter is left out where there are any.
    private List<String> listing() {
        List<String> arguments = new ArrayList<>(List.of("ps", "-a", "--no-trunc", "--format", FORMAT));
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
