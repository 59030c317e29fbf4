/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.CancelledException;
import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A small file that holds one JSON object of texts. Members of other types are ignored, so that a later version may
/// add some.
public final class FlatJson {
    private static final int MAX_BYTES = 16 << 20;

    private FlatJson() {}

    /// The members in the order of the file; empty if there is no such file.
    ///
    /// @throws StorageException if it is there and cannot be read or is not a JSON object
    public static Optional<Map<String, String>> read(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(text(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StorageException("not a JSON object: " + file, "mend or delete the file");
            }
            return Optional.of(members(parser));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            boolean _ = Thread.interrupted(); // see CancelledException
            throw new CancelledException("cancelled while reading " + file, null, e);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    /// Replaces the file as [AtomicFile#write] does; members in the order of the map.
    public static void write(Path file, Map<String, String> members) {
        AtomicFile.write(file, new JsonWriter().texts(members).toBytes());
    }

    /// Replaces the file as [AtomicFile#writeUnsynced] does.
    public static void writeUnsynced(Path file, Map<String, String> members) {
        AtomicFile.writeUnsynced(file, new JsonWriter().texts(members).toBytes());
    }

    private static String text(Path file) throws IOException {
        byte[] content = BoundedFile.read(file, MAX_BYTES);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static Map<String, String> members(JsonParser parser) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                members.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return members;
    }
}
