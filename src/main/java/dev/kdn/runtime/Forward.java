/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A port of a workspace that this machine can reach.
///
/// @param bind address on this machine, always `127.0.0.1` from kdn's own runtimes
/// @param port port on this machine
/// @param target port inside the workspace
public record Forward(String bind, int port, int target) {
    /// By the port inside.
    // By hand, since no AOT cache keeps the classes of the JDK's comparators.
    public static final Comparator<Forward> ORDER = (one, other) -> {
        int order = Integer.compare(one.target(), other.target());
        order = order == 0 ? one.bind().compareTo(other.bind()) : order;
        return order == 0 ? Integer.compare(one.port(), other.port()) : order;
    };

    /// Reads the text that a record keeps, see [#format]; none if there is no text or it is damaged. On the way of
    /// `list`, so it streams.
    public static List<Forward> parse(String json) {
        if (json.isEmpty()) {
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

    /// The text for a record, as the reference writes it: `[{"bind":"127.0.0.1","port":40123,"target":8080}]`.
    public static String format(List<Forward> forwards) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Forward forward : forwards) {
                json.writeStartObject();
                json.writeStringField("bind", forward.bind());
                json.writeNumberField("port", forward.port());
                json.writeNumberField("target", forward.target());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // nothing but memory is written to
        }
        return text.toString();
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
