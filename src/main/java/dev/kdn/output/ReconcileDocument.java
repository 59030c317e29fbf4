/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.MissingSources;
import dev.kdn.storage.JsonWriter;
import java.util.List;

/// Workspaces without their sources folder, as JSON and as a table.
public final class ReconcileDocument {
    private ReconcileDocument() {}

    /// `{"items": [{"id": …, "missing": …, "name": …, "reason": …, "source": …}]}`
    public static byte[] json(List<MissingSources> found) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (MissingSources one : found) {
            json.beginObject();
            json.member("id", one.instance().id());
            json.member("missing", one.missing().toString());
            json.member("name", one.instance().name());
            json.member("reason", one.reason().text());
            json.member("source", one.instance().source().toString());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// The same as a table.
    public static String table(List<MissingSources> found, Colors colors) {
        TextTable table = new TextTable(colors, "NAME", "SOURCES", "WHAT IS WRONG");
        for (MissingSources one : found) {
            table.row(one.instance().name(), one.instance().source().toString(), problem(one));
        }
        return table.render();
    }

    private static String problem(MissingSources one) {
        boolean more = !one.missing().equals(one.instance().source());
        return switch (one.reason()) {
            case GONE -> "the folder is gone";
            case PERHAPS_UNMOUNTED ->
                (more ? one.missing() + " is missing as a whole" : "the folder is missing")
                        + "; perhaps a disk is only not mounted";
            case NOT_A_FOLDER -> "it is not a folder";
            case UNREADABLE -> "it cannot be looked at; 'ls -ld' tells why";
        };
    }
}
