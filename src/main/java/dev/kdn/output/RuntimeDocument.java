/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.runtime.CheckedRuntime;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.storage.JsonWriter;
import java.util.List;

/// The runtimes a user can choose, as JSON and as a table.
public final class RuntimeDocument {
    private RuntimeDocument() {}

    /// `{"items": [{"description": …, "local": …, "name": …}]}`
    public static byte[] list(List<RuntimeDescription> runtimes) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (RuntimeDescription runtime : runtimes) {
            json.beginObject();
            json.member("description", runtime.description());
            json.member("local", runtime.local());
            json.member("name", runtime.type());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// The same as a table, or a sentence if there is none.
    public static String table(List<RuntimeDescription> runtimes, Colors colors) {
        if (runtimes.isEmpty()) {
            return "No runtimes available\n";
        }
        TextTable table = new TextTable(colors, "NAME", "DESCRIPTION", "LOCAL");
        for (RuntimeDescription runtime : runtimes) {
            table.row(runtime.type(), runtime.description(), runtime.local() ? "yes" : "no");
        }
        return table.render();
    }

    /// The document of [#list] with a member `check` each, which tells how the engine is.
    public static byte[] checks(List<CheckedRuntime> runtimes) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (CheckedRuntime runtime : runtimes) {
            json.beginObject().name("check");
            write(json, runtime.status());
            json.member("description", runtime.description().description());
            json.member("local", runtime.isLocal());
            json.member("name", runtime.description().type());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    private static void write(JsonWriter json, EngineStatus status) {
        json.beginObject();
        status.endpoint().ifPresent(endpoint -> {
            json.member("endpoint", endpoint.address());
            json.member("endpointSource", endpoint.source());
        });
        status.trouble().ifPresent(trouble -> {
            json.member("error", trouble.reason());
            trouble.remedy().ifPresent(remedy -> json.member("hint", remedy));
        });
        json.member("reachable", status.isReachable());
        status.engine().ifPresent(engine -> {
            engine.rootless().ifPresent(rootless -> json.member("rootless", rootless));
            member(json, "storageDriver", engine.storageDriver());
            member(json, "version", engine.version());
        });
        json.endObject();
    }

    private static void member(JsonWriter json, String name, String value) {
        if (!value.isEmpty()) {
            json.member(name, value);
        }
    }
}
