/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The texts, numbers and truth values of a small JSON document, by their JSON pointers such as `/labels/0`. Cheap to
/// come by: a tree of Jackson's costs as much as an empty JVM.
///
/// @param byPointer as in RFC 6901; `null` in JSON counts as absent
public record JsonValues(Map<String, String> byPointer) {
    public JsonValues {
        byPointer = Map.copyOf(byPointer);
    }

    /// Reads a document.
    ///
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if that is no JSON
    public static JsonValues of(String json) throws IOException {
        return read(new JsonFactory().createParser(json));
    }

    /// Reads to the end; the stream stays open.
    ///
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if that is no JSON in UTF-8
    public static JsonValues of(InputStream json) throws IOException {
        JsonFactory factory = new JsonFactory().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        return read(factory.createParser(json));
    }

    private static JsonValues read(JsonParser parser) throws IOException {
        Map<String, String> values = new HashMap<>();
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

    /// The texts of an array, or an object's, in no order.
    public Stream<String> under(String pointer) {
        return byPointer.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(pointer + "/"))
                .map(Map.Entry::getValue);
    }

    /// The names of an object's members that hold something, in no order.
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

    /// The pointers to an array's elements that have a member of that name, in order.
    ///
    /// @param array its pointer; empty for the whole document
    public Stream<String> elements(String array, String member) {
        return IntStream.iterate(0, i -> byPointer.containsKey(array + "/" + i + "/" + member), i -> i + 1)
                .mapToObj(i -> array + "/" + i);
    }
}
