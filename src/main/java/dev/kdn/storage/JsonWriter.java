/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes JSON byte for byte as Go's `encoding/json` does with an indent of two spaces: `": "`, empty containers as
/// `{}` and `[]`, Go's escapes, no newline at the end. Calls out of order are not noticed.
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

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
        quote(name);
        out.append(": ");
        named = true;
        return this;
    }

    public JsonWriter text(String value) {
        place();
        quote(value);
        return this;
    }

    public JsonWriter member(String name, String value) {
        return name(name).text(value);
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

    private void quote(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
                out.append(c);
            } else if (Character.isSurrogate(c)) {
                i = surrogate(value, i);
            } else {
                escape(c);
            }
        }
        out.append('"');
    }

    /// Keeps a pair, and replaces half of one as Go does when reading it.
    private int surrogate(String value, int i) {
        if (i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
            out.append(value, i, i + 2);
            return i + 1;
        }
        out.append('\ufffd');
        return i;
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> unicode(c);
            default -> {
                if (c < ' ') {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void unicode(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
