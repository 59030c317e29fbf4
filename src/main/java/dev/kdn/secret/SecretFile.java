/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `secrets.json`: the secrets without their values, in the format of the reference. What it does not know of a file
/// that somebody else wrote stays as it is.
final class SecretFile {
    private static final int MAX_BYTES = 16 << 20;
    private static final String SECRETS = "secrets";

    private final Path file;

    SecretFile(Path file) {
        this.file = file;
    }

    /// The file as it is.
    ///
    /// @param others members besides the secrets, as JSON
    record Content(List<Entry> entries, Map<String, String> others) {}

    /// One secret.
    ///
    /// @param json its record as it stands in the file
    record Entry(Secret secret, String json) {
        static Entry of(Secret secret) {
            return new Entry(secret, SecretJson.write(secret));
        }
    }

    /// Everything in the file; nothing if it is not there.
    ///
    /// @throws StorageException if it cannot be read; one of no length is damaged, too
    Content read() {
        try {
            byte[] bytes = BoundedFile.read(file, MAX_BYTES);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank()) {
                throw damaged("unexpected end of JSON input", null);
            }
            return parse(text);
        } catch (NoSuchFileException none) {
            return new Content(List.of(), Map.of());
        } catch (com.fasterxml.jackson.core.JacksonException | java.nio.charset.CharacterCodingException e) {
            throw damaged("it is not JSON", e);
        } catch (IOException e) {
            throw new StorageException(
                    "failed to read secrets file: "
                            + AtomicFile.failure(file.toString(), e).getMessage(),
                    null,
                    e);
        }
    }

    /// Replaces the file; the one before stays as `.bak`.
    void write(Content content) {
        JsonWriter json = new JsonWriter().beginObject();
        try {
            boolean listed = false;
            for (Map.Entry<String, String> other : content.others().entrySet()) {
                listed |= other.getKey().equalsIgnoreCase(SECRETS);
                json.name(other.getKey());
                if (other.getKey().equalsIgnoreCase(SECRETS)) {
                    writeEntries(json, content.entries());
                } else {
                    json.json(other.getValue());
                }
            }
            if (!listed) {
                json.name(SECRETS);
                writeEntries(json, content.entries());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // every text was read as JSON
        }
        AtomicFile.writeKeepingBackup(file, json.endObject().toBytes());
    }

    private static void writeEntries(JsonWriter json, List<Entry> entries) throws IOException {
        json.beginArray();
        for (Entry entry : entries) {
            json.json(entry.json());
        }
        json.endArray();
    }

    private Content parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            List<Entry> entries = new ArrayList<>();
            Map<String, String> others = new LinkedHashMap<>();
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    String json = copy(parser);
                    others.put(name, json);
                    if (name.equalsIgnoreCase(SECRETS)) {
                        entries.clear();
                        entries.addAll(entries(json));
                    }
                }
            } else if (first != JsonToken.VALUE_NULL) {
                throw damaged("it holds no object", null);
            }
            if (parser.nextToken() != null) {
                throw damaged("there is something after its end", null);
            }
            return new Content(List.copyOf(entries), others);
        }
    }

    private List<Entry> entries(String json) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.VALUE_NULL) {
                return entries;
            }
            if (first != JsonToken.START_ARRAY) {
                throw damaged("\"secrets\" is not an array", null);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String record = copy(parser);
                entries.add(new Entry(
                        SecretJson.read(record).orElseThrow(() -> damaged("a secret is not an object", null)), record));
            }
        }
        return entries;
    }

    private static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    private StorageException damaged(String what, @Nullable Throwable cause) {
        Path backup = AtomicFile.backupOf(file);
        String hint = Files.exists(backup)
                ? "the version before the last change is there: cp '" + backup + "' '" + file + "'"
                : "mend " + file + ", or remove it to begin anew; the values themselves are not in it";
        String message = "failed to parse secrets file: " + what + " (" + file + ")";
        return cause == null ? new StorageException(message, hint) : new StorageException(message, hint, cause);
    }
}
