/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.runtime.Forward;
import java.io.IOException;
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
        return JsonDocument.render(json -> {
            json.writeStartObject();
            members(json, instance, Optional.empty());
            json.writeEndObject();
        });
    }

    /// Workspaces in the order given: the order of registration, unlike the sorted table.
    public static byte[] list(List<Instance> instances) {
        return JsonDocument.render(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Instance instance : instances) {
                json.writeStartObject();
                members(json, instance, Optional.empty());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// One workspace with everything kdn knows of it.
    public static byte[] details(InstanceDetails details) {
        return JsonDocument.render(json -> {
            json.writeStartObject();
            members(json, details.instance(), Optional.of(details));
            json.writeEndObject();
        });
    }

    private static void members(JsonGenerator json, Instance instance, Optional<InstanceDetails> details)
            throws IOException {
        json.writeStringField("agent", instance.agent());
        if (details.isPresent()) {
            facts(json, details.get().facts());
        }
        forwards(json, instance.forwards());
        json.writeStringField("id", instance.id());
        if (instance.model().isPresent()) {
            json.writeStringField("model", instance.model().get());
        }
        json.writeStringField("name", instance.name());
        json.writeObjectFieldStart("paths");
        json.writeStringField("configuration", instance.configuration().toString());
        json.writeStringField("source", instance.source().toString());
        json.writeEndObject();
        json.writeStringField("project", instance.project());
        json.writeStringField("runtime", instance.runtime().type());
        if (details.isPresent()) {
            json.writeStringField("runtimeId", instance.runtime().instanceId());
            json.writeBooleanField("sourcesExist", details.get().sourcesExist());
        }
        json.writeStringField("state", instance.state().text());
        timestamps(json, instance);
    }

    private static void facts(JsonGenerator json, Map<String, String> facts) throws IOException {
        json.writeObjectFieldStart("facts");
        for (Map.Entry<String, String> fact : new TreeMap<>(facts).entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }

    private static void forwards(JsonGenerator json, List<Forward> forwards) throws IOException {
        json.writeArrayFieldStart("forwards");
        for (Forward forward : forwards) {
            json.writeStartObject();
            json.writeStringField("bind", forward.bind());
            json.writeNumberField("port", forward.port());
            json.writeNumberField("target", forward.target());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void timestamps(JsonGenerator json, Instance instance) throws IOException {
        json.writeObjectFieldStart("timestamps");
        json.writeNumberField("created", milliseconds(instance.createdAt()));
        if (instance.startedAt().isPresent()) {
            json.writeNumberField("started", milliseconds(instance.startedAt().get()));
        }
        json.writeEndObject();
    }

    private static long milliseconds(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }
}
