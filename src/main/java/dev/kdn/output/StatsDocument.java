/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.activity.stats.WorkspaceStats;
import dev.kdn.activity.stats.WorkspaceStats.ActivityUsage;
import dev.kdn.instance.Instance;
import dev.kdn.runtime.Usage;
import dev.kdn.storage.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What workspaces use, as JSON. What is not known is left out.
public final class StatsDocument {
    private StatsDocument() {}

    /// `{"items": [{"activities": […], "cpu": …, …}], "time": …}`
    public static byte[] of(List<WorkspaceStats> workspaces, Instant time) {
        return JsonDocument.bytes(write(workspaces, time));
    }

    /// The same in one line.
    public static byte[] line(List<WorkspaceStats> workspaces, Instant time) {
        // Line ends within texts are escaped, so all that are there belong to the layout.
        return Utf8.bytes(write(workspaces, time).toString().replaceAll("\n *", "") + "\n");
    }

    private static JsonWriter write(List<WorkspaceStats> workspaces, Instant time) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        workspaces.forEach(workspace -> write(json, workspace));
        return json.endArray().member("time", time.toEpochMilli()).endObject();
    }

    private static void write(JsonWriter json, WorkspaceStats workspace) {
        Instance instance = workspace.instance();
        json.beginObject().name("activities").beginArray();
        workspace.activities().forEach(activity -> write(json, activity));
        json.endArray();
        workspace.usage().ifPresent(usage -> write(json, usage));
        workspace.failure().ifPresent(failure -> json.member("error", failure.getMessage()));
        json.member("id", instance.id());
        workspace.usage().ifPresent(usage -> {
            member(json, "memory", usage.memory());
            member(json, "memoryLimit", usage.memoryLimit());
        });
        json.member("name", instance.name());
        workspace.usage().ifPresent(usage -> {
            member(json, "networkReceived", usage.network().in());
            member(json, "networkSent", usage.network().out());
            member(json, "pids", usage.pids());
        });
        json.member("runtime", instance.runtime().type());
        json.member("state", instance.state().text());
        json.endObject();
    }

    private static void write(JsonWriter json, Usage usage) {
        member(json, "cpu", usage.cpu());
        member(json, "diskRead", usage.disk().in());
        member(json, "diskWritten", usage.disk().out());
    }

    private static void write(JsonWriter json, ActivityUsage activity) {
        json.beginObject();
        member(json, "cpu", activity.usage().cpu());
        json.member("id", activity.activity().id());
        member(json, "memory", activity.usage().memory());
        json.member("name", activity.activity().name());
        json.name("pids").beginArray();
        activity.usage().pids().forEach(pid -> json.literal(Long.toString(pid)));
        json.endArray().endObject();
    }

    private static void member(JsonWriter json, String name, OptionalLong value) {
        value.ifPresent(known -> json.member(name, known));
    }

    private static void member(JsonWriter json, String name, OptionalDouble value) {
        value.ifPresent(known -> json.name(name).literal(String.format(Locale.ROOT, "%.1f", known)));
    }
}
