/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NearestName;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of a [JsonFile] that knows where it stands. Asking for another type than it has is a
/// [ConfigurationException] that names the place.
public final class JsonTree {
    /// What stands for `null`.
    enum Nothing {
        NULL
    }

    /// Names the schema for editors; allowed everywhere.
    static final String SCHEMA = "$schema";

    private final Place place;
    private final Object content;

    JsonTree(Place place, Object content) {
        this.place = place;
        this.content = content;
    }

    /// Where a value stands.
    ///
    /// @param path such as `mounts[2].host`; empty for the whole document
    public record Place(Path file, int line, String path) {
        @Override
        public String toString() {
            return "(" + file + ":" + line + (path.isEmpty() ? "" : ", " + path) + ")";
        }
    }

    record Numeral(String text) {}

    /// The path of a member, such as `mounts` or `["github.com/ann/shop"].mounts`.
    static String below(String path, String name) {
        if (isWord(name)) {
            return path.isEmpty() ? name : path + "." + name;
        }
        return path + "[" + quoted(name) + "]";
    }

    /// The text as JSON.
    static String quoted(String text) {
        return new JsonWriter().text(text).toString();
    }

    private static boolean isWord(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || c == '$' || c == '-' || Character.isLetterOrDigit(c));
    }

    public Place place() {
        return place;
    }

    public boolean isNull() {
        return content instanceof Nothing;
    }

    /// The member of that name. As in the reference, an exact match wins over one in other letter case, and `null`
    /// counts as absent.
    public Optional<JsonTree> member(String name) {
        Map<String, JsonTree> members = object();
        JsonTree exact = members.get(name);
        if (exact == null) {
            for (Map.Entry<String, JsonTree> entry : members.entrySet()) {
                exact = entry.getKey().equalsIgnoreCase(name) ? entry.getValue() : exact;
            }
        }
        return exact == null || exact.isNull() ? Optional.empty() : Optional.of(exact);
    }

    /// One sentence for each member of another name, with the nearest known one, for a warning.
    public List<String> unknownMembers(String... names) {
        List<String> known = List.of(names);
        List<String> sentences = new ArrayList<>();
        object().forEach((name, value) -> {
            if (!name.equals(SCHEMA) && known.stream().noneMatch(name::equalsIgnoreCase)) {
                String advice = NearestName.of(name, known)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
                sentences.add("unknown member \"" + name + "\" is ignored " + value.place() + advice);
            }
        });
        return sentences;
    }

    @SuppressWarnings("unchecked")
    public Map<String, JsonTree> object() {
        if (content instanceof Map<?, ?> members) {
            return (Map<String, JsonTree>) members;
        }
        throw wrong("an object");
    }

    @SuppressWarnings("unchecked")
    public List<JsonTree> array() {
        if (content instanceof List<?> items) {
            return (List<JsonTree>) items;
        }
        throw wrong("an array");
    }

    public String text() {
        if (content instanceof String text) {
            return text;
        }
        throw wrong("a string");
    }

    /// A string, or a number as it is written.
    String textOrNumber() {
        return content instanceof Numeral number ? number.text() : text();
    }

    public boolean truth() {
        if (content instanceof Boolean truth) {
            return truth;
        }
        throw wrong("true or false");
    }

    /// A whole number; `8080.0` is none.
    public int integer() {
        try {
            if (content instanceof Numeral number) {
                return Integer.parseInt(number.text());
            }
        } catch (NumberFormatException notAnInteger) {
            // said below
        }
        throw wrong("an integer");
    }

    /// The strings of an array; absent members give an empty list.
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        member(name).ifPresent(list -> list.array().forEach(item -> texts.add(item.text())));
        return texts;
    }

    /// The string values of an object; absent members give an empty map.
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        member(name).ifPresent(map -> map.object().forEach((key, value) -> texts.put(key, value.text())));
        return texts;
    }

    /// The same value as compact JSON.
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // nothing but memory is written to
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        switch (content) {
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Numeral number -> json.writeNumber(number.text());
            case List<?> _ -> {
                json.writeStartArray();
                for (JsonTree item : array()) {
                    item.write(json);
                }
                json.writeEndArray();
            }
            case Map<?, ?> _ -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonTree> member : object().entrySet()) {
                    json.writeFieldName(member.getKey());
                    member.getValue().write(json);
                }
                json.writeEndObject();
            }
            default -> json.writeNull();
        }
    }

    private ConfigurationException wrong(String expected) {
        String actual = switch (content) {
            case String _ -> "a string";
            case Boolean _ -> "true or false";
            case Numeral number -> "the number " + number.text();
            case List<?> _ -> "an array";
            case Map<?, ?> _ -> "an object";
            default -> "null";
        };
        String what = place.path().isEmpty() ? "the document" : place.path();
        return new ConfigurationException(what + " must be " + expected + ", not " + actual + " " + place);
    }
}
