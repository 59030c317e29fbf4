/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.ContainerView;
import dev.kdn.storage.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What docker tells of one container, see "Inspect a container" of the Engine API.
record DockerInspection(JsonValues values) {
    ContainerView view() {
        return new ContainerView(values.get("/Id"), state(), values.get("/Config/Image"), forwards());
    }

    RuntimeState state() {
        return ContainerStates.ended(
                ContainerStates.parse(values.get("/State/Status")),
                number(values.get("/State/ExitCode")),
                () -> Boolean.parseBoolean(values.get("/State/OOMKilled")));
    }

    boolean isPaused() {
        return Boolean.parseBoolean(values.get("/State/Paused"));
    }

    /// Whether it has a process, running or paused.
    boolean isAlive() {
        return isPaused() || state() == RuntimeState.RUNNING;
    }

    String label(String name) {
        return values.get(JsonValues.member("/Config/Labels", name));
    }

    /// Where something is mounted inside.
    Set<String> mountTargets() {
        return values.elements("/Mounts", "Destination")
                .map(mount -> values.get(mount + "/Destination"))
                .collect(Collectors.toSet());
    }

    /// The user of its processes as numbers, `uid` or `uid:gid`; root if it was made with none.
    WorkspaceUser user() {
        String[] words = values.get("/Config/User").split(":", -1);
        int uid = number(words[0]);
        return new WorkspaceUser(uid, words.length > 1 ? number(words[1]) : uid);
    }

    /// Those that are bound, else, as long as it does not run, those that were asked for by number: docker chooses the
    /// others at each start.
    private List<Forward> forwards() {
        List<Forward> bound = forwards("/NetworkSettings/Ports");
        return bound.isEmpty() ? forwards("/HostConfig/PortBindings") : bound;
    }

    /// @param map of ports inside, such as `8080/tcp`, to those of the engine's machine
    private List<Forward> forwards(String map) {
        List<Forward> forwards = new ArrayList<>();
        for (String inside : values.names(map).toList()) {
            int target = number(inside.substring(0, (inside + "/").indexOf('/')));
            for (String binding :
                    values.elements(JsonValues.member(map, inside), "HostPort").toList()) {
                int port = number(values.get(binding + "/HostPort"));
                if (port > 0 && target > 0) {
                    forwards.add(new Forward(values.get(binding + "/HostIp"), port, target));
                }
            }
        }
        forwards.sort(Forward.ORDER);
        return forwards;
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException range) {
            return 0;
        }
    }
}
