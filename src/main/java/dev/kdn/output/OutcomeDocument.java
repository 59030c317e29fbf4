/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.storage.JsonWriter;
import java.util.List;

/// What became of several references.
public final class OutcomeDocument {
    private OutcomeDocument() {}

    /// The result for one reference.
    public sealed interface Outcome {}

    /// It worked.
    ///
    /// @param id full id of the workspace
    public record Done(String id) implements Outcome {}

    /// It did not.
    ///
    /// @param reference as the user wrote it
    public record Failed(String reference, String error) implements Outcome {}

    /// `{"items": [{"id": …} | {"error": …, "ref": …}]}`
    public static byte[] render(List<Outcome> outcomes) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (Outcome outcome : outcomes) {
            json.beginObject();
            switch (outcome) {
                case Done done -> json.member("id", done.id());
                case Failed failed -> json.member("error", failed.error()).member("ref", failed.reference());
            }
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }
}
