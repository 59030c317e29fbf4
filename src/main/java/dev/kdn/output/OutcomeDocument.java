/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

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
        return JsonDocument.render(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Outcome outcome : outcomes) {
                json.writeStartObject();
                switch (outcome) {
                    case Done done -> json.writeStringField("id", done.id());
                    case Failed failed -> {
                        json.writeStringField("error", failed.error());
                        json.writeStringField("ref", failed.reference());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
