/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.StorageException;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes records as the Go kdn does, byte for byte; members that this version does not know come last.
final class InstanceWriter {
    private final JsonWriter out = new JsonWriter();

    private InstanceWriter() {}

    static String write(List<Instance> instances) {
        InstanceWriter writer = new InstanceWriter();
        writer.out.beginArray();
        instances.forEach(writer::record);
        return writer.out.endArray().toString();
    }

    /// The key under which [Instance#unknown()] has a member of an inner object; no member of the record itself can
    /// have it, unless its name begins with a slash.
    static String nested(String object, String member) {
        return "/" + object + "/" + member;
    }

    private void record(Instance instance) {
        out.beginObject();
        out.member("id", instance.id()).member("name", instance.name());
        out.name("paths").beginObject();
        out.member("source", instance.source().toString());
        out.member("configuration", instance.configuration().toString());
        unknown(instance, nested("paths", ""));
        out.endObject();
        runtime(instance);
        out.member("project", instance.project()).member("agent", instance.agent());
        instance.model().ifPresent(model -> out.member("model", model));
        out.member("created_at", GoTime.format(instance.createdAt()));
        out.member("started_at", time(instance.startedAt()));
        unknown(instance, "");
        out.endObject();
    }

    private void runtime(Instance instance) {
        Instance.RuntimeRecord runtime = instance.runtime();
        out.name("runtime").beginObject();
        out.member("type", runtime.type()).member("instance_id", runtime.instanceId());
        out.member("state", runtime.state().text());
        // Go sorts by bytes; so does this, but for characters beyond the basic plane.
        out.name("info").texts(new TreeMap<>(runtime.info()));
        unknown(instance, nested("runtime", ""));
        out.endObject();
    }

    private static String time(Optional<OffsetDateTime> time) {
        return time.isPresent() ? GoTime.format(time.get()) : GoTime.ZERO;
    }

    private void unknown(Instance instance, String prefix) {
        for (Map.Entry<String, String> member : instance.unknown().entrySet()) {
            String key = member.getKey();
            boolean inner = key.startsWith("/paths/") || key.startsWith("/runtime/");
            if (prefix.isEmpty() ? inner : !key.startsWith(prefix)) {
                continue;
            }
            try {
                out.name(key.substring(prefix.length())).json(member.getValue());
            } catch (IOException e) {
                throw new StorageException("cannot keep the member " + key + " of " + instance.name(), null, e);
            }
        }
    }
}
