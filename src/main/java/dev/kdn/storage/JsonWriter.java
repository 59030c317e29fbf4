/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes JSON byte for byte as Go's `encoding/json` does with an indent of two spaces: `": "`, empty containers as
/// `{}` and `[]`, Go's escapes, no newline at the end. Calls out of order are not noticed.
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private boolean fresh = true;
    private boolean named;

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /// The name of the next member.
    public JsonWriter name(String name) {
        place();
        GoString.quote(name, out);
        out.append(": ");
        named = true;
        return this;
    }

    public JsonWriter text(String value) {
        place();
        GoString.quote(value, out);
        return this;
    }

    public JsonWriter member(String name, String value) {
        return name(name).text(value);
    }

    public JsonWriter member(String name, long value) {
        return name(name).literal(Long.toString(value));
    }

    public JsonWriter member(String name, boolean value) {
        return name(name).literal(Boolean.toString(value));
    }

    /// An array of texts.
    public JsonWriter texts(List<String> values) {
        beginArray();
        values.forEach(this::text);
        return endArray();
    }

    /// An object of texts, in the order of the map.
    public JsonWriter texts(Map<String, String> members) {
        beginObject();
        members.forEach(this::member);
        return endObject();
    }

    /// A literal such as a number, `true` or `null`, written as it is.
    public JsonWriter literal(String value) {
        place();
        out.append(value);
        return this;
    }

    /// Any JSON text, laid out like the rest.
    ///
    /// @throws IOException if it is not JSON
    public JsonWriter json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                copy(token, parser);
            }
        }
        return this;
    }

    /// Ends the document with a line end.
    public JsonWriter endLine() {
        out.append('\n');
        return this;
    }

    /// What was written so far.
    @Override
    public String toString() {
        return out.toString();
    }

    public byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void copy(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT -> beginObject();
            case END_OBJECT -> endObject();
            case START_ARRAY -> beginArray();
            case END_ARRAY -> endArray();
            case FIELD_NAME -> name(parser.currentName());
            case VALUE_STRING -> text(parser.getText());
            default -> literal(parser.getText());
        }
    }

    private JsonWriter begin(char bracket) {
        place();
        out.append(bracket);
        depth++;
        fresh = true;
        return this;
    }

    private JsonWriter end(char bracket) {
        depth--;
        if (!fresh) {
            newLine();
        }
        out.append(bracket);
        fresh = false;
        return this;
    }

    /// Separates the next value from what is before it.
    private void place() {
        if (named) {
            named = false;
            return;
        }
        if (!fresh) {
            out.append(',');
        }
        if (depth > 0) {
            newLine();
        }
        fresh = false;
    }

    private void newLine() {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }
}
