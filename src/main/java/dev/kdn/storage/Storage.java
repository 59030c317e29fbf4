/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// The storage directory, `<S>` in the documentation: where everything kdn knows lives. Reading creates nothing;
/// folders (mode 0700) are made by the first operation that writes.
public final class Storage {
    /// How long a short read-modify-write waits for another one.
    public static final Duration LOCK_LIMIT = Duration.ofSeconds(20);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;

    /// A storage in that folder, which need not exist.
    ///
    /// @param root absolute
    public Storage(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public Path instancesFile() {
        return root.resolve("instances.json");
    }

    public Path trustFile() {
        return root.resolve("trust.json");
    }

    /// What the user configures, `<S>/config`.
    public Path configurationFolder() {
        return root.resolve("config");
    }

    /// Data of one runtime, `<S>/runtimes/<type>`.
    public Path runtimeFolder(String type) {
        return root.resolve("runtimes").resolve(type);
    }

    /// kdn's own data of one workspace, `<S>/workspaces/<id>`.
    public Path workspaceFolder(String id) {
        return workspacesFolder().resolve(id);
    }

    /// What has [#workspaceFolder(String)] of each workspace.
    public Path workspacesFolder() {
        return root.resolve("workspaces");
    }

    /// What an operation on a workspace means to do, `<S>/intents/<id>.json`.
    public Path intentFile(String id) {
        return root.resolve("intents").resolve(id + ".json");
    }

    /// What runs, or ran, in workspaces: a folder for each activity.
    public Path activitiesFolder() {
        return root.resolve("activities");
    }

    /// Where copies to this machine are being written, see [OutsideFolders].
    public Path copiesFolder() {
        return root.resolve("copies");
    }

    public Path quarantineFolder() {
        return root.resolve("quarantine");
    }

    /// Waits for and takes the lock of instances.json, shared with a Go kdn.
    public FileLock lockInstances() {
        ensureFolder(root);
        return FileLock.acquire(root.resolve("instances.json.lock"), LOCK_LIMIT, "the storage " + root);
    }

    /// Waits for and takes the lock `<S>/locks/<name>`.
    ///
    /// @param what what is locked, for the message
    public FileLock lock(String name, Duration limit, String what) {
        return FileLock.acquire(lockFile(name), limit, what);
    }

    /// As [#lock], for something that passes: the file goes when the lock is closed.
    public FileLock passingLock(String name, Duration limit, String what) {
        return lock(name, limit, what).deletingItsFile();
    }

    /// As [#tryLock], for something that passes: the file goes when the lock is closed.
    public Optional<FileLock> tryPassingLock(String name) {
        return tryLock(name).map(FileLock::deletingItsFile);
    }

    /// Takes the lock `<S>/locks/<name>` if nobody has it.
    public Optional<FileLock> tryLock(String name) {
        return FileLock.tryAcquire(lockFile(name));
    }

    private Path lockFile(String name) {
        return ensureFolder(root.resolve("locks")).resolve(name);
    }

    /// The random identity of this storage, if it has one yet.
    ///
    /// @throws StorageException if the file is there but holds no identity
    public Optional<String> id() {
        Path file = root.resolve("storage-id");
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!UUID.fromString(text).toString().equals(text)) {
                throw new IllegalArgumentException("not in canonical form");
            }
            return Optional.of(text);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    "storage id is damaged: " + file,
                    "restore that file from a backup, or delete it: kdn then makes a new id and no longer knows the"
                            + " containers of the old one as its own",
                    e);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    /// The identity of this storage, made now if there is none.
    public String ensureId() {
        Optional<String> known = id();
        if (known.isPresent()) {
            return known.get();
        }
        // A lock of its own, so that this also works while the caller holds the lock of instances.json.
        try (FileLock _ = passingLock("storage-id", LOCK_LIMIT, "the storage " + root)) {
            return id().orElseGet(this::makeId);
        }
    }

    private String makeId() {
        String made = UUID.randomUUID().toString();
        AtomicFile.write(root.resolve("storage-id"), (made + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }

    /// Makes the folder and its parents unless they exist.
    public Path ensureFolder(Path folder) {
        try {
            return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, OWNER_ONLY);
        } catch (IOException e) {
            StorageException failure = AtomicFile.failure("failed to create storage directory: " + folder, e);
            throw new StorageException(failure.getMessage(), "choose another folder with --storage or KDN_STORAGE", e);
        }
    }
}
