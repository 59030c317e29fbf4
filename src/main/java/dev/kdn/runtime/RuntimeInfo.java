/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a runtime knows of one of its instances.
///
/// @param id the runtime's own identifier, such as a container id
/// @param info text values kept in the record, so only what the reference stores too; `forwards` is a JSON array of
///     `{bind, port, target}`
/// @param facts what else is worth knowing, such as `container`, `image`, `network`, in the order to show; kept in
///     kdn's own file of the workspace, and shown by `kdn show`
public record RuntimeInfo(String id, RuntimeState state, Map<String, String> info, Map<String, String> facts) {
    public RuntimeInfo {
        info = Map.copyOf(info);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// An instance without further facts.
    public RuntimeInfo(String id, RuntimeState state, Map<String, String> info) {
        this(id, state, info, Map.of());
    }
}
