/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Map;

/// What a runtime knows of one of its instances.
///
/// @param id the runtime's own identifier, such as a container id
/// @param info text values kept in the record; `forwards` is a JSON array of `{bind, port, target}`
public record RuntimeInfo(String id, RuntimeState state, Map<String, String> info) {
    public RuntimeInfo {
        info = Map.copyOf(info);
    }
}
