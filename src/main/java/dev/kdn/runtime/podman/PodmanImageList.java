/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.EngineException;
import dev.kdn.runtime.container.ListedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of `podman images`, which tells sizes in bytes; its templates round them.
final class PodmanImageList {
    private String id = "";
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();
    private long bytes;
    private long created;

    private PodmanImageList() {}

    /// The images, each once: podman lists one with several names as often.
    static List<ListedImage> parse(String json) {
        Map<String, ListedImage> images = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new EngineException("podman images answered what kdn does not understand");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                ListedImage image = new PodmanImageList().image(parser);
                images.put(image.id(), image);
            }
        } catch (IOException e) {
            throw new EngineException("podman images answered what kdn does not understand", null, e);
        }
        return List.copyOf(images.values());
    }

    private ListedImage image(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "Id" -> id = parser.getText();
                case "Size" -> bytes = parser.getValueAsLong();
                case "Created" -> created = parser.getValueAsLong();
                case "Names" -> readNames(parser, value);
                case "Labels" -> readLabels(parser, value);
                default -> parser.skipChildren();
            }
        }
        return new ListedImage(id, names, labels, bytes, Instant.ofEpochSecond(created));
    }

    private void readNames(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                names.add(parser.getText());
            }
        }
    }

    private void readLabels(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                labels.put(parser.currentName(), String.valueOf(parser.nextTextValue()));
            }
        }
    }
}
