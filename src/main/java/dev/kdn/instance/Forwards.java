/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.runtime.Forward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the `forwards` text of a record; on the way of `list`, so it streams.
final class Forwards {
    private Forwards() {}

    static List<Forward> parse(@Nullable String json) {
        if (json == null || json.isEmpty()) {
            return List.of();
        }
        List<Forward> forwards = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                forwards.add(one(parser));
            }
        } catch (IOException damaged) {
            return List.of();
        }
        return List.copyOf(forwards);
    }

    private static Forward one(JsonParser parser) throws IOException {
        String bind = "";
        int port = 0;
        int target = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "bind" -> bind = parser.getText();
                case "port" -> port = parser.getIntValue();
                case "target" -> target = parser.getIntValue();
                default -> parser.skipChildren();
            }
        }
        return new Forward(bind, port, target);
    }
}
