/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The instances of the fake runtime and their file, `{"next_id": n, "instances": {"fake-001": {…}}}`.
final class FakeInstances {
    private final Map<String, FakeInstance> byId = new TreeMap<>();
    private int nextId = 1;

    /// What the file holds; nothing if it is missing or empty.
    static FakeInstances read(Path file) {
        FakeInstances instances = new FakeInstances();
        try {
            String text = Files.readString(file);
            if (!text.isEmpty()) {
                instances.parse(text);
            }
        } catch (NoSuchFileException none) {
            return instances;
        } catch (IOException e) {
            throw new StorageException("cannot read the fake runtime's instances: " + file, "delete the file", e);
        }
        return instances;
    }

    Map<String, FakeInstance> byId() {
        return byId;
    }

    /// An id that was never used before.
    String takeId() {
        String number = Integer.toString(nextId++);
        return "fake-" + "0".repeat(Math.max(0, 3 - number.length())) + number;
    }

    void write(Path file) {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("next_id").literal(Integer.toString(nextId));
        out.name("instances").beginObject();
        for (FakeInstance instance : byId.values()) {
            out.name(instance.id()).beginObject();
            out.member("id", instance.id()).member("name", instance.name()).member("state", instance.state());
            out.name("info").texts(new TreeMap<>(instance.info()));
            out.member("source", instance.source());
            if (!instance.workspace().isEmpty()) {
                out.member("workspace", instance.workspace());
            }
            if (!instance.limits().isEmpty()) {
                out.member("limits", instance.limits());
            }
            out.endObject();
        }
        AtomicFile.write(file, out.endObject().endObject().toBytes());
    }

    private void parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                if (member.equals("next_id")) {
                    nextId = parser.getIntValue();
                } else if (member.equals("instances") && value == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        parser.nextToken();
                        FakeInstance instance = instance(parser);
                        byId.put(instance.id(), instance);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static FakeInstance instance(JsonParser parser) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> info = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && member.equals("info")) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    info.put(parser.currentName(), String.valueOf(parser.nextTextValue()));
                }
            } else if (value == JsonToken.VALUE_STRING) {
                texts.put(member, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return new FakeInstance(
                texts.getOrDefault("id", ""),
                texts.getOrDefault("name", ""),
                texts.getOrDefault("state", ""),
                info,
                texts.getOrDefault("source", ""),
                texts.getOrDefault("workspace", ""),
                texts.getOrDefault("limits", ""));
    }
}
