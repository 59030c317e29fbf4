/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerStates;
import dev.kdn.runtime.container.ContainerView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What docker tells of one container.
record DockerInspection(InspectContainerResponse response) {
    /// Of ports.
    static final Comparator<Forward> ORDER = Comparator.comparingInt(Forward::target)
            .thenComparing(Forward::bind)
            .thenComparingInt(Forward::port);

    ContainerView view() {
        return new ContainerView(response.getId(), state(), image(), forwards());
    }

    RuntimeState state() {
        ContainerState state = response.getState();
        if (state == null) {
            return RuntimeState.UNKNOWN;
        }
        Long code = state.getExitCodeLong();
        return ContainerStates.ended(
                ContainerStates.parse(String.valueOf(state.getStatus())),
                code == null ? 0 : code,
                () -> Boolean.TRUE.equals(state.getOOMKilled()));
    }

    boolean isPaused() {
        return Optional.ofNullable(response.getState())
                .map(ContainerState::getPaused)
                .orElse(false);
    }

    /// Whether it has a process, running or paused.
    boolean isAlive() {
        return isPaused() || state() == RuntimeState.RUNNING;
    }

    String label(String name) {
        return Optional.ofNullable(response.getConfig())
                .map(ContainerConfig::getLabels)
                .map(labels -> labels.get(name))
                .orElse("");
    }

    /// Where something is mounted inside.
    Set<String> mountTargets() {
        Set<String> targets = new HashSet<>();
        for (InspectContainerResponse.Mount mount :
                Optional.ofNullable(response.getMounts()).orElse(List.of())) {
            Optional.ofNullable(mount.getDestination()).map(Volume::getPath).ifPresent(targets::add);
        }
        return targets;
    }

    /// The user of its processes as numbers, `uid` or `uid:gid`; root if it was made with none.
    WorkspaceUser user() {
        String[] words = Optional.ofNullable(response.getConfig())
                .map(ContainerConfig::getUser)
                .orElse("")
                .split(":", -1);
        int uid = number(words[0]);
        return new WorkspaceUser(uid, words.length > 1 ? number(words[1]) : uid);
    }

    private String image() {
        return Optional.ofNullable(response.getConfig())
                .map(ContainerConfig::getImage)
                .orElse("");
    }

    /// Those that are bound, else, as long as it does not run, those that were asked for by number: docker chooses the
    /// others at each start.
    private List<Forward> forwards() {
        List<Forward> bound = forwards(Optional.ofNullable(response.getNetworkSettings())
                .map(NetworkSettings::getPorts)
                .orElse(null));
        return bound.isEmpty()
                ? forwards(Optional.ofNullable(response.getHostConfig())
                        .map(HostConfig::getPortBindings)
                        .orElse(null))
                : bound;
    }

    private static List<Forward> forwards(@Nullable Ports ports) {
        List<Forward> forwards = new ArrayList<>();
        if (ports == null || ports.getBindings() == null) {
            return forwards;
        }
        for (Map.Entry<ExposedPort, Ports.Binding[]> entry : ports.getBindings().entrySet()) {
            if (entry.getValue() == null) {
                continue;
            }
            for (Ports.Binding binding : entry.getValue()) {
                int port = number(binding.getHostPortSpec());
                if (port > 0) {
                    String address = Optional.ofNullable(binding.getHostIp()).orElse("");
                    forwards.add(new Forward(address, port, entry.getKey().getPort()));
                }
            }
        }
        forwards.sort(ORDER);
        return forwards;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException range) {
            return 0;
        }
    }
}
