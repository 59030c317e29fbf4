/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The file instances.json and its backup. A file that was lost or damaged is never taken for "no workspaces".
final class InstanceFile {
    /// About 80,000 workspaces.
    private static final int MAX_BYTES = 64 << 20;

    private final Path file;
    private final Clock clock;

    InstanceFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /// What was found.
    ///
    /// @param damage what is wrong with the file, when the records come from its backup
    /// @param text of the file itself; empty if it is not there
    record Content(Snapshot snapshot, Optional<String> damage, String text) {}

    Path path() {
        return file;
    }

    Path backup() {
        return AtomicFile.backupOf(file);
    }

    /// For a command that only shows: a missing time of creation is shown as the file's own time.
    Content loadToShow() {
        return load(this::fileTime);
    }

    /// As [#loadToShow], but what is damaged together with its backup counts as no records.
    Content loadWhatIsLeft() {
        try {
            return loadToShow();
        } catch (StorageException e) {
            if (Files.exists(file) && !Files.isReadable(file)) {
                throw e;
            }
            return new Content(Snapshot.EMPTY, Optional.of("is damaged"), "");
        }
    }

    /// For a command that writes: a missing time of creation becomes "now", as in the reference.
    Content loadToChange() {
        return load(this::now);
    }

    /// Writes the records unless that would change nothing. A damaged file never becomes the backup.
    void save(Content before, List<Instance> instances) {
        String text = InstanceWriter.write(instances);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (before.damage().isPresent()) {
            AtomicFile.write(file, bytes);
        } else if (!before.text().equals(text)) {
            AtomicFile.writeKeepingBackup(file, bytes);
        }
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Content load(Supplier<OffsetDateTime> missingTime) {
        Optional<String> text = read(file);
        if (text.isEmpty()) {
            return read(backup()).isEmpty()
                    ? new Content(Snapshot.EMPTY, Optional.empty(), "")
                    : fromBackup("is missing", "", missingTime);
        }
        try {
            return new Content(InstanceReader.read(text.get(), missingTime), Optional.empty(), text.get());
        } catch (IOException e) {
            String damage = text.get().isEmpty() ? "is empty" : "is damaged: " + firstLine(e);
            return fromBackup(damage, text.get(), missingTime);
        }
    }

    private Content fromBackup(String damage, String damaged, Supplier<OffsetDateTime> missingTime) {
        Optional<String> text = read(backup());
        if (text.isPresent()) {
            try {
                return new Content(InstanceReader.read(text.get(), missingTime), Optional.of(damage), damaged);
            } catch (IOException e) {
                throw unreadable(damage + ", and so is its backup");
            }
        }
        throw unreadable(damage);
    }

    private StorageException unreadable(String damage) {
        return new StorageException(
                "the list of workspaces cannot be read: " + file + " " + damage,
                "restore it from a copy of your own, or give up the records in it: echo '[]' > "
                        + MendingCommand.of(file.toString()));
    }

    private static Optional<String> read(Path path) {
        try {
            // Not readString(): bytes that are not UTF-8 become U+FFFD, as in Go.
            return Optional.of(new String(BoundedFile.read(path, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            boolean _ = Thread.interrupted(); // see CancelledException
            throw new CancelledException("cancelled while reading " + path, null, e);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + path, e);
        }
    }

    private OffsetDateTime fileTime() {
        try {
            return OffsetDateTime.ofInstant(Files.getLastModifiedTime(file).toInstant(), clock.getZone());
        } catch (IOException gone) {
            return now();
        }
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
