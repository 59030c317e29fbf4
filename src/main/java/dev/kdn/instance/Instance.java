/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A registered workspace, as instances.json has it.
///
/// @param id 64 lower-case hex characters
/// @param name unique, made of `[a-z0-9._-]`
/// @param source absolute folder of the sources
/// @param configuration absolute folder of workspace.json; need not exist
/// @param project may be empty in records of old versions
/// @param agent may be empty in records of old versions
/// @param model as the user wrote it, `provider::model::baseURL`
/// @param startedAt empty unless running
/// @param unknown members of the record that this version does not know, as JSON text, kept when rewriting; those of
///     an inner object under names such as `/runtime/x`
public record Instance(
        String id,
        String name,
        Path source,
        Path configuration,
        RuntimeRecord runtime,
        String project,
        String agent,
        Optional<String> model,
        OffsetDateTime createdAt,
        Optional<OffsetDateTime> startedAt,
        Map<String, String> unknown) {
    public Instance {
        unknown = unknown.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
    }

    /// The runtime's part of the record.
    ///
    /// @param type such as `podman`; empty in damaged records
    /// @param instanceId the runtime's own id
    /// @param info see [dev.kdn.runtime.RuntimeInfo]; `forwards` holds a JSON array
    public record RuntimeRecord(String type, String instanceId, RuntimeState state, Map<String, String> info) {
        public RuntimeRecord {
            info = Map.copyOf(info);
        }
    }

    public boolean isRunning() {
        return runtime.state() == RuntimeState.RUNNING;
    }

    public RuntimeState state() {
        return runtime.state();
    }

    /// The first 12 characters of the id, as shown in tables.
    public String shortId() {
        return id.substring(0, Math.min(12, id.length()));
    }

    /// The published ports; empty when there are none or the stored text is damaged.
    public List<Forward> forwards() {
        return Forward.parse(runtime.info().getOrDefault("forwards", ""));
    }

    /// The record with another state; `started` is set to `now` by a start and cleared by everything but running.
    public Instance withRuntime(RuntimeRecord newRuntime, Optional<OffsetDateTime> started) {
        return new Instance(
                id, name, source, configuration, newRuntime, project, agent, model, createdAt, started, unknown);
    }
}
