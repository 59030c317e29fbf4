/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.runtime.Forward;
import dev.kdn.storage.JsonWriter;
import java.util.List;

/// Ports as JSON.
public final class PortDocument {
    private PortDocument() {}

    /// Where the ports of a workspace can be reached.
    public static byte[] list(List<Forward> forwards) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (Forward forward : forwards) {
            json.beginObject();
            json.member("bind", forward.bind());
            json.member("port", forward.port());
            json.member("target", forward.target());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// A port that is free.
    public static byte[] free(int port) {
        return JsonDocument.bytes(
                new JsonWriter().beginObject().member("port", port).endObject());
    }
}
