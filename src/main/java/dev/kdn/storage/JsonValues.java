/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The texts, numbers and truth values of a small JSON document, by their JSON pointers such as `/labels/0`. Cheap to
/// come by: a tree of Jackson's costs as much as an empty JVM.
///
/// @param byPointer as in RFC 6901, in the order of the document; `null` in JSON counts as absent
public record JsonValues(Map<String, String> byPointer) {
    public JsonValues {
        byPointer = Collections.unmodifiableMap(new LinkedHashMap<>(byPointer));
    }

    /// Reads a document.
    ///
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if that is no JSON
    public static JsonValues of(String json) throws IOException {
        return read(new JsonFactory().createParser(json));
    }

    /// Reads an object to its end; the stream stays open.
    ///
    /// @throws IOException if that is no JSON in UTF-8, or something else than an object
    public static JsonValues ofObject(InputStream json) throws IOException {
        JsonFactory factory = new JsonFactory().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        JsonParser parser = factory.createParser(json);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "not a JSON object");
        }
        return read(parser);
    }

    private static JsonValues read(JsonParser parser) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (parser) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    values.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
                }
            }
        }
        return new JsonValues(values);
    }

    /// Empty if there is no such value.
    public String get(String pointer) {
        return byPointer.getOrDefault(pointer, "");
    }

    /// The texts in an array or an object, at any depth.
    public Stream<String> under(String pointer) {
        return byPointer.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(pointer + "/"))
                .map(Map.Entry::getValue);
    }

    /// The names of an object's members that hold a value at some depth; those of an array are numbers.
    public Stream<String> names(String pointer) {
        String prefix = pointer + "/";
        return byPointer.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .map(name -> name.replace("~1", "/").replace("~0", "~"));
    }

    /// The pointer to a member.
    public static String member(String object, String name) {
        return object + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /// The pointers to those of an array's elements that have a value by that name.
    ///
    /// @param array its pointer; empty for the whole document
    public Stream<String> elements(String array, String member) {
        return names(array)
                .map(index -> array + "/" + index)
                .filter(element -> byPointer.containsKey(element + "/" + member));
    }
}
