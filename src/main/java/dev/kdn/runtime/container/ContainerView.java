/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A container as its engine shows it.
///
/// @param image the name it was made from
/// @param forwards ports of this machine that lead into it, by the port inside
public record ContainerView(String id, RuntimeState state, String image, List<Forward> forwards) {
    public ContainerView {
        forwards = List.copyOf(forwards);
    }

    /// The same for a record of the workspace.
    public RuntimeInfo info() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("container_id", id);
        info.put("image_name", image);
        if (!forwards.isEmpty()) {
            info.put("forwards", Forward.format(forwards));
        }
        return new RuntimeInfo(id, state, info);
    }
}
