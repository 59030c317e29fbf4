/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.error.StorageException;
import dev.kdn.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Folders outside of the storage that exist while a copy is written into them, before it gets its place. Each has a
/// record in the storage, made before it and removed after it, that names the process, so that what a killed one left
/// is found.
public final class OutsideFolders {
    private static final String VERSION = "1";
    private static final String NAME = "kdn-cp";
    private static final String NAMES = "\\.kdn-cp-\\d+-\\d+-[0-9a-f]+\\.tmp"; // of TemporaryFiles
    private static final Duration OLD = Duration.ofDays(30);

    private final Storage storage;

    /// Those with records in that storage.
    public OutsideFolders(Storage storage) {
        this.storage = storage;
    }

    /// What a killed process left.
    ///
    /// @param record in the storage
    /// @param folder empty if it is not there, or the record makes no sense
    public record Abandoned(Path record, Optional<Path> folder) {}

    /// Makes one, mode 0700, with a name that nothing has.
    ///
    /// @param parent absolute
    /// @throws StorageException if that folder cannot be written into
    public Path make(Path parent) {
        Path folder = TemporaryFiles.nameFor(parent.resolve(NAME));
        try {
            storage.ensureFolder(storage.copiesFolder());
            FlatJson.write(
                    recordOf(folder),
                    Map.of(
                            "version", VERSION,
                            "folder", folder.toString(),
                            "owner", ProcessIdentity.current().text()));
        } catch (StorageException full) {
            // What the user wants to get out of a workspace may be worth more than a trace in case kdn is killed.
        }
        try {
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            forget(folder);
            throw AtomicFile.failure("cannot write into " + parent, e);
        }
    }

    /// Removes one with all that is in it.
    public void remove(Path folder) {
        delete(folder);
        try {
            forget(folder);
        } catch (StorageException full) {
            // What was to be done is done; `prune` clears the record.
        }
    }

    private static void delete(Path folder) {
        try {
            DeletedFolder.delete(folder);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot delete " + folder, e);
        }
    }

    private void forget(Path folder) {
        if (Files.exists(recordOf(folder))) { // else there is none, or not even a storage
            AtomicFile.delete(recordOf(folder));
        }
    }

    /// Those whose process is no more.
    public List<Abandoned> abandoned() {
        List<Abandoned> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(storage.copiesFolder(), "*.json")) {
            for (Path record : records) {
                look(record).ifPresent(abandoned::add);
            }
        } catch (NoSuchFileException none) {
            return abandoned;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + storage.copiesFolder(), e);
        }
        return abandoned;
    }

    /// Removes what an [#abandoned] record tells of, and the record.
    public void clear(Path record) {
        look(record).ifPresent(abandoned -> {
            abandoned.folder().ifPresent(OutsideFolders::delete);
            AtomicFile.delete(record);
        });
    }

    private Path recordOf(Path folder) {
        return storage.copiesFolder().resolve(folder.getFileName() + ".json");
    }

    private Optional<Abandoned> look(Path record) {
        Map<String, String> members;
        try {
            members = FlatJson.read(record).orElse(Map.of());
        } catch (StorageException damaged) {
            return Optional.of(new Abandoned(record, Optional.empty()));
        }
        if (!members.getOrDefault("version", "").equals(VERSION)) {
            return Optional.empty(); // gone, or written by a later kdn
        }
        boolean alive = ProcessIdentity.parse(members.getOrDefault("owner", ""))
                .filter(ProcessIdentity::isAlive)
                .isPresent();
        Optional<Path> folder = folder(record, members.getOrDefault("folder", ""));
        if (alive
                || folder.filter(known -> isUnreachable(known) && !isOld(record))
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Abandoned(record, folder.filter(known -> Files.isDirectory(known, LinkOption.NOFOLLOW_LINKS))));
    }

    /// Its disk may not be mounted now.
    private static boolean isUnreachable(Path folder) {
        return folder.getParent() == null || !Files.isDirectory(folder.getParent());
    }

    private static boolean isOld(Path record) {
        try {
            return Files.getLastModifiedTime(record)
                    .toInstant()
                    .isBefore(Instant.now().minus(OLD));
        } catch (IOException gone) {
            return true;
        }
    }

    /// Only what has a name of kdn's own making, as its record has.
    private Optional<Path> folder(Path record, String text) {
        try {
            Path folder = Path.of(text);
            Path name = folder.getFileName();
            return folder.isAbsolute()
                            && name != null
                            && name.toString().matches(NAMES)
                            && recordOf(folder).equals(record)
                    ? Optional.of(folder)
                    : Optional.empty();
        } catch (InvalidPathException damaged) {
            return Optional.empty();
        }
    }
}
