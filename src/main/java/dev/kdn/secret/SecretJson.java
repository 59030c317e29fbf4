/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.StorageException;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One record of secrets.json.
final class SecretJson {
    private SecretJson() {}

    /// The members in the reference's order; what is empty is left out.
    static String write(Secret secret) {
        JsonWriter json = new JsonWriter().beginObject();
        json.member("name", secret.name());
        json.member("type", secret.type());
        text(json, "description", secret.description());
        texts(json, "hosts", secret.hosts());
        text(json, "path", secret.path());
        text(json, "header", secret.header());
        text(json, "headerTemplate", secret.headerTemplate());
        texts(json, "envs", secret.variables());
        return json.endObject().toString();
    }

    private static void text(JsonWriter json, String name, String value) {
        if (!value.isEmpty()) {
            json.member(name, value);
        }
    }

    private static void texts(JsonWriter json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.name(name).texts(values);
        }
    }

    /// The secret of a record; names of members count in any case, `null` is nothing. Empty if it is no object.
    ///
    /// @throws StorageException if a member is of another type
    static Optional<Secret> read(String record) throws IOException {
        Map<String, List<String>> members = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                member(name, parser).ifPresent(values -> members.put(name.toLowerCase(Locale.ROOT), values));
            }
        }
        return Optional.of(new Secret(
                first(members, "name"),
                first(members, "type"),
                first(members, "description"),
                members.getOrDefault("hosts", List.of()),
                first(members, "path"),
                first(members, "header"),
                first(members, "headertemplate"),
                members.getOrDefault("envs", List.of())));
    }

    private static String first(Map<String, List<String>> members, String name) {
        List<String> values = members.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static Optional<List<String>> member(String name, JsonParser parser) throws IOException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name", "type", "description", "path", "header", "headertemplate" -> text(name, parser);
            case "hosts", "envs" -> texts(name, parser);
            default -> {
                parser.skipChildren();
                yield Optional.empty();
            }
        };
    }

    private static Optional<List<String>> text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        return Optional.of(List.of(string(name, parser)));
    }

    private static Optional<List<String>> texts(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, "an array");
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(string(name, parser));
        }
        return Optional.of(values);
    }

    private static String string(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(name, "a string");
        }
        return parser.getText();
    }

    private static StorageException wrong(String name, String wanted) {
        return new StorageException(
                "failed to parse secrets file: member \"" + name + "\" of a secret is not " + wanted,
                "mend secrets.json in the storage, or restore secrets.json.bak");
    }
}
