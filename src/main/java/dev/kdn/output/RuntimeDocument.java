/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

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
}
