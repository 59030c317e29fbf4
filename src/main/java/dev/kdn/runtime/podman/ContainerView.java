/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A container as `podman inspect` shows it.
record ContainerView(String id, RuntimeState state, String image, List<Forward> forwards) {
    /// One value per line; podman gives no value of these a line break.
    static final String FORMAT = "{{.Id}}\n{{.State.Status}}\n{{json .HostConfig.PortBindings}}\n{{.ImageName}}";

    private static final int LINES = 4;

    ContainerView {
        forwards = List.copyOf(forwards);
    }

    static ContainerView parse(String text) {
        String[] lines = text.strip().split("\n", -1);
        if (lines.length != LINES) {
            throw new EngineException("podman inspect answered what kdn does not understand: " + text.strip());
        }
        return new ContainerView(lines[0], PodmanStates.parse(lines[1]), lines[3], PublishedPorts.parse(lines[2]));
    }

    RuntimeInfo info() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("container_id", id);
        info.put("image_name", image);
        if (!forwards.isEmpty()) {
            info.put("forwards", Forward.format(forwards));
        }
        return new RuntimeInfo(id, state, info);
    }
}
