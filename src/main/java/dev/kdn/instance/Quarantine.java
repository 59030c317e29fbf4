/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Where text goes that was in instances.json and cannot be used; nothing in it is ever deleted by kdn.
final class Quarantine {
    private final Storage storage;
    private final Clock clock;

    Quarantine(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /// Keeps the text in a new file; the caller holds the lock of instances.json.
    Path keep(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Keeps a copy of the file, byte for byte.
    Path keepCopy(Path file) {
        try {
            return write(Files.readAllBytes(file));
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    private Path write(byte[] content) {
        Path folder = storage.ensureFolder(storage.quarantineFolder());
        String time = timestamp();
        int number = 1;
        Path file = folder.resolve(time + "-1.json");
        while (Files.exists(file)) {
            number++;
            file = folder.resolve(time + "-" + number + ".json");
        }
        AtomicFile.write(file, content);
        return file;
    }

    private String timestamp() {
        OffsetDateTime now =
                OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC).withNano(0);
        return GoTime.format(now).replace("-", "").replace(":", "");
    }
}
