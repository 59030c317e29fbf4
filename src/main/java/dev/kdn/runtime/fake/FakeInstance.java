/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import java.util.Map;
import java.util.TreeMap;

/// One instance of the fake runtime.
///
/// @param state as text, since the file may hold anything
/// @param workspace the id of its workspace; empty for one that an older kdn made
/// @param limits which it is held to, such as `memory=512m pids=100`; empty if there are none
record FakeInstance(
        String id,
        String name,
        String state,
        Map<String, String> info,
        String source,
        String workspace,
        String limits) {
    FakeInstance {
        info = Map.copyOf(info);
    }

    /// The instance in another state, with one more text in its info.
    FakeInstance with(RuntimeState newState, String key, String value) {
        Map<String, String> more = new TreeMap<>(info);
        more.put(key, value);
        return new FakeInstance(id, name, newState.text(), more, source, workspace, limits);
    }

    FakeInstance named(String newName) {
        return new FakeInstance(id, newName, state, info, source, workspace, limits);
    }

    RuntimeInfo toInfo() {
        return new RuntimeInfo(id, RuntimeState.parse(state), info, Map.of("container", name));
    }
}
