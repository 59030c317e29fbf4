/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.runtime.RuntimeDescription;
import java.util.List;

/// The runtimes a user can choose, as JSON and as a table.
public final class RuntimeDocument {
    private RuntimeDocument() {}

    public static byte[] list(List<RuntimeDescription> runtimes) {
        return JsonDocument.render(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (RuntimeDescription runtime : runtimes) {
                json.writeStartObject();
                json.writeStringField("description", runtime.description());
                json.writeBooleanField("local", runtime.local());
                json.writeStringField("name", runtime.type());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

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
