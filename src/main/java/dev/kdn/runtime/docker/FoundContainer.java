/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.runtime.Forward;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A container as an engine's list shows it, read as it comes: kdn's own list asks for nothing else, and docker-java
/// would take longer to prepare for that than all the rest.
///
/// @param names each with a slash before it
/// @param status for people, such as `Exited (137) 2 hours ago`
/// @param forwards the ports that are bound at this moment, in no order
record FoundContainer(
        String id,
        List<String> names,
        String imageId,
        Map<String, String> labels,
        String state,
        String status,
        List<Forward> forwards) {

    /// Those of an answer to "List containers".
    static List<FoundContainer> all(InputStream answer) throws IOException {
        List<FoundContainer> found = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(answer)) {
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            while (list && parser.nextToken() == JsonToken.START_OBJECT) {
                found.add(one(parser));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new JsonParseException(parser, "not a list of containers");
            }
        }
        return found;
    }

    private static FoundContainer one(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<Forward> forwards = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(member, parser.getText());
            } else if (value == JsonToken.START_OBJECT && member.equals("Labels")) {
                readTexts(parser, labels);
            } else if (value == JsonToken.START_ARRAY && member.equals("Names")) {
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    names.add(parser.getText());
                }
            } else if (value == JsonToken.START_ARRAY && member.equals("Ports")) {
                readPorts(parser, forwards);
            } else {
                parser.skipChildren();
            }
        }
        return new FoundContainer(
                texts.getOrDefault("Id", ""),
                names,
                texts.getOrDefault("ImageID", ""),
                labels,
                texts.getOrDefault("State", ""),
                texts.getOrDefault("Status", ""),
                forwards);
    }

    private static void readTexts(JsonParser parser, Map<String, String> texts) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    /// A port that is only exposed has no number of the engine's machine.
    private static void readPorts(JsonParser parser, List<Forward> forwards) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String bind = "";
            int port = 0;
            int target = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "IP" -> bind = parser.getValueAsString("");
                    case "PublicPort" -> port = parser.getValueAsInt();
                    case "PrivatePort" -> target = parser.getValueAsInt();
                    default -> parser.skipChildren();
                }
            }
            if (port > 0 && target > 0) {
                forwards.add(new Forward(bind, port, target));
            }
        }
    }
}
