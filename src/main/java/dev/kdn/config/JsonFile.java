/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.ConfigurationException;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON file that a person edits, read so that messages can name the line.
public final class JsonFile {
    static final int MAX_BYTES = 4 << 20;

    private final Path file;
    private final JsonParser parser;

    private JsonFile(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// The file's content; empty if there is no file.
    ///
    /// @throws ConfigurationException naming file and line, if it cannot be read or is not one JSON value
    public static Optional<JsonTree> read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException("expected file but found directory: " + file);
        }
        try {
            return Optional.of(parse(file, BoundedFile.read(file, MAX_BYTES)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + reason(e), null, e);
        }
    }

    static JsonTree parse(Path file, byte[] content) {
        try {
            return parse(
                    file,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("cannot read " + file + ": " + reason(e), null, e);
        }
    }

    static JsonTree parse(Path file, String text) {
        if (text.isBlank()) {
            throw new ConfigurationException("unexpected end of JSON input (" + file + " is empty)");
        }
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            JsonFile document = new JsonFile(file, parser);
            parser.nextToken();
            JsonTree tree = document.value("");
            if (parser.nextToken() != null) {
                throw document.broken("unexpected text after the end of the JSON value", parser.currentTokenLocation());
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw located(file, text, e);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + reason(e), null, e);
        }
    }

    private JsonTree value(String path) throws IOException {
        JsonTree.Place place =
                new JsonTree.Place(file, parser.currentTokenLocation().getLineNr(), path);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> new JsonTree(place, members(path));
            case START_ARRAY -> new JsonTree(place, items(path));
            case VALUE_STRING -> new JsonTree(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonTree(place, new JsonTree.Numeral(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> new JsonTree(place, parser.getBooleanValue());
            case VALUE_NULL -> new JsonTree(place, JsonTree.Nothing.NULL);
            default -> throw broken("unexpected " + token, parser.currentLocation());
        };
    }

    private Map<String, JsonTree> members(String path) throws IOException {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(JsonTree.below(path, name))); // of duplicates the last one counts
        }
        return members;
    }

    private List<JsonTree> items(String path) throws IOException {
        List<JsonTree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(path + "[" + items.size() + "]"));
        }
        return items;
    }

    private ConfigurationException broken(String what, JsonLocation location) {
        return new ConfigurationException(what + " (" + place(file, location) + ")");
    }

    private static ConfigurationException located(Path file, String text, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String place = location == null ? file.toString() : place(file, location);
        return new ConfigurationException(
                "invalid JSON: " + JsonProblem.describe(text, e) + " (" + place + ")", null, e);
    }

    private static String place(Path file, JsonLocation location) {
        return file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof CharacterCodingException ? "not UTF-8 text" : String.valueOf(e.getMessage());
    }
}
