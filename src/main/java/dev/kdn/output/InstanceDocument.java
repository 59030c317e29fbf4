/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.runtime.Forward;
import dev.kdn.storage.JsonWriter;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Workspaces as JSON; members in alphabetical order, times in milliseconds since 1970.
public final class InstanceDocument {
    private InstanceDocument() {}

    /// `{"id": …}`, the result of most commands.
    public static byte[] id(String id) {
        return JsonDocument.of("id", id);
    }

    /// One workspace.
    public static byte[] one(Instance instance) {
        JsonWriter json = new JsonWriter();
        write(json, instance, Optional.empty());
        return JsonDocument.bytes(json);
    }

    /// Workspaces in the order given: the order of registration, unlike the sorted table.
    public static byte[] list(List<Instance> instances) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (Instance instance : instances) {
            write(json, instance, Optional.empty());
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// One workspace with everything kdn knows of it.
    public static byte[] details(InstanceDetails details) {
        JsonWriter json = new JsonWriter();
        write(json, details.instance(), Optional.of(details));
        return JsonDocument.bytes(json);
    }

    private static void write(JsonWriter json, Instance instance, Optional<InstanceDetails> details) {
        json.beginObject();
        json.member("agent", instance.agent());
        if (details.isPresent()) {
            json.name("facts").texts(facts(details.get()));
        }
        forwards(json, instance.forwards());
        json.member("id", instance.id());
        if (instance.model().isPresent()) {
            json.member("model", instance.model().get());
        }
        json.member("name", instance.name());
        json.name("paths").beginObject();
        json.member("configuration", instance.configuration().toString());
        json.member("source", instance.source().toString()).endObject();
        json.member("project", instance.project());
        json.member("runtime", instance.runtime().type());
        if (details.isPresent()) {
            json.member("runtimeId", instance.runtime().instanceId());
            json.member("sourcesExist", details.get().sourcesExist());
        }
        json.member("state", instance.state().text());
        timestamps(json, instance);
        json.endObject();
    }

    /// Those on record, and why the state is what it is.
    private static Map<String, String> facts(InstanceDetails details) {
        Map<String, String> facts = new TreeMap<>(details.facts());
        String reason = details.instance().state().reason();
        if (!reason.isEmpty()) {
            facts.put("state_reason", reason);
        }
        return facts;
    }

    private static void forwards(JsonWriter json, List<Forward> forwards) {
        json.name("forwards").beginArray();
        for (Forward forward : forwards) {
            json.beginObject();
            json.member("bind", forward.bind());
            json.member("port", forward.port());
            json.member("target", forward.target());
            json.endObject();
        }
        json.endArray();
    }

    private static void timestamps(JsonWriter json, Instance instance) {
        json.name("timestamps").beginObject();
        json.member("created", milliseconds(instance.createdAt()));
        if (instance.startedAt().isPresent()) {
            json.member("started", milliseconds(instance.startedAt().get()));
        }
        json.endObject();
    }

    private static long milliseconds(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }
}
