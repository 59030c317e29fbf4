/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.PruneItem;
import dev.kdn.instance.PruneReport;
import dev.kdn.storage.JsonWriter;
import java.util.Optional;

/// What pruning did, as JSON.
public final class PruneDocument {
    private PruneDocument() {}

    /// `{"dryRun": …, "items": [{"id", "kind", "name", "runtime", "workspace"}]}`, with `error` in what could not be
    /// removed, and in the document if the command fails.
    public static byte[] render(PruneReport report, boolean dryRun, Optional<String> error) {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("dryRun").literal(Boolean.toString(dryRun));
        if (error.isPresent()) {
            json.member("error", error.get());
        }
        json.name("items").beginArray();
        for (PruneItem item : report.items()) {
            json.beginObject();
            if (item.error().isPresent()) {
                json.member("error", item.error().get());
            }
            json.member("id", item.id()).member("kind", item.kind()).member("name", item.name());
            json.member("runtime", item.runtime())
                    .member("workspace", item.workspaceId())
                    .endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }
}
