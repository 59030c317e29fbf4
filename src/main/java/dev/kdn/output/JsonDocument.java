/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.storage.JsonWriter;

/// One JSON document as scripts of the Go kdn know it.
public final class JsonDocument {
    private JsonDocument() {}

    /// An object with one text member.
    public static byte[] of(String name, String value) {
        return bytes(new JsonWriter().beginObject().member(name, value).endObject());
    }

    /// The document with a line end, to be written at once.
    static byte[] bytes(JsonWriter json) {
        return json.endLine().toBytes();
    }
}
