/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Map;

/// What a runtime knows of one of its instances.
///
/// @param id the runtime's own identifier, such as a container id
/// @param info text values kept in the record; `forwards` is a JSON array of `{bind, port, target}`
/// @param facts further text values for kdn's own meta.json, such as `container`, `image`, `network`
public record RuntimeInfo(String id, RuntimeState state, Map<String, String> info, Map<String, String> facts) {
    public RuntimeInfo {
        info = Map.copyOf(info);
        facts = Map.copyOf(facts);
    }

    public RuntimeInfo(String id, RuntimeState state, Map<String, String> info) {
        this(id, state, info, Map.of());
    }
}
