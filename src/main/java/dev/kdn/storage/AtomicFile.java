/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.error.CancelledException;
import dev.kdn.error.StorageException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes files so that a reader, and the next process after a crash or power cut, sees the old or the new content,
/// never a part. Files get mode 0600.
public final class AtomicFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /// Replaces the file's content: temporary file in the same folder, fsync, rename, fsync of the folder. An interrupt
    /// waits until it is done.
    ///
    /// @throws StorageException if that fails; the old content is then still there
    public static void write(Path file, byte[] content) {
        write(file, content, true);
    }

    private static void write(Path file, byte[] content, boolean durable) {
        Path folder = parent(file);
        try {
            Path temporary = Files.createFile(TemporaryFiles.nameFor(file), OWNER_ONLY);
            try {
                writeNew(temporary, content, durable);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            if (durable) {
                sync(folder);
            }
        } catch (IOException e) {
            throw failure("cannot write " + file, e);
        }
    }

    /// As [#write(Path, byte[])], but after a power cut the file may be empty: for what has no meaning then, since it
    /// tells of processes. That spares two waits for the disk.
    public static void writeUnsynced(Path file, byte[] content) {
        write(file, content, false);
    }

    /// As [#write(Path, byte[])], and what was there before stays as `<name>.bak`. A file of zero length is no content
    /// but the trace of a crash, and does not replace a good backup.
    public static void writeKeepingBackup(Path file, byte[] content) {
        try {
            if (Files.size(file) > 0) {
                keep(file);
            }
        } catch (NoSuchFileException first) {
            // Nothing to keep.
        } catch (IOException e) {
            throw failure("cannot keep a copy of " + file, e);
        }
        write(file, content);
    }

    /// The backup is a second name for the file, which is replaced and never changed. That takes no room, and gives the
    /// room of the last backup free, so that this works on a full disk.
    private static void keep(Path file) throws IOException {
        Path link = TemporaryFiles.nameFor(file);
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            write(backupOf(file), Files.readAllBytes(file));
            return;
        }
        try {
            Files.move(link, backupOf(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(link); // rename(2) leaves it when both are names of one file already
        }
    }

    /// Where the content before the last change is kept.
    public static Path backupOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".bak");
    }

    /// Deletes the file if it is there, durably.
    public static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                sync(parent(file));
            }
        } catch (IOException e) {
            throw failure("cannot delete " + file, e);
        }
    }

    /// Deletes the file or the folder with everything in it, if it is there; links are not followed. An interrupt waits
    /// until it is done, so that undoing and tidying up get to their end.
    public static void deleteTree(Path path) {
        deleteTree(path, () -> {});
    }

    /// As [#deleteTree(Path)], but after a power cut it may be there again.
    public static void deleteTreeUnsynced(Path path) {
        boolean _ = deleteEntries(path, () -> {});
    }

    /// As [#deleteTree(Path)], for what takes long and may stop half way, since it can be repeated.
    ///
    /// @throws CancelledException after an interrupt; what is left is still there
    public static void deleteTreeUnlessCancelled(Path path) {
        deleteTree(path, () -> {
            if (Thread.interrupted()) { // see CancelledException
                throw new CancelledException("the removal of " + path + " was cancelled");
            }
        });
    }

    // Durable as a whole only: to wait for the disk after each of many files would take minutes.
    private static void deleteTree(Path path, Runnable beforeEach) {
        if (deleteEntries(path, beforeEach)) {
            try {
                sync(parent(path));
            } catch (IOException e) {
                throw failure("cannot delete " + path, e);
            }
        }
    }

    /// @return false if there was nothing
    private static boolean deleteEntries(Path path, Runnable beforeEach) {
        beforeEach.run();
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                    children.forEach(child -> deleteEntries(child, beforeEach));
                } catch (NoSuchFileException | NotDirectoryException gone) {
                    return false;
                }
            }
            return Files.deleteIfExists(path);
        } catch (DirectoryIteratorException e) {
            throw failure("cannot delete " + path, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw failure("cannot delete " + path, e);
        }
    }

    /// A storage failure that says in words what the file system said.
    public static StorageException failure(String what, IOException e) {
        return new StorageException(what + ": " + reason(e), null, e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or directory";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case DirectoryNotEmptyException _ -> "it is a folder";
            case FileSystemException known when known.getReason() != null -> lowerCase(known.getReason());
            default -> lowerCase(String.valueOf(e.getMessage()));
        };
    }

    private static String lowerCase(@Nullable String sentence) {
        return sentence == null || sentence.isEmpty()
                ? "unknown reason"
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    // Not a channel: an interrupt would close it and fail the write of a record half way through an operation.
    private static void writeNew(Path file, byte[] content, boolean durable) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
            stream.write(content);
            if (durable) {
                stream.getFD().sync();
            }
        }
    }

    /// Makes a rename in the folder durable. Only a channel opens a folder, and an interrupt closes it: then once more.
    private static void sync(Path folder) throws IOException {
        boolean interrupted = Thread.interrupted();
        boolean synced = false;
        while (!synced) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                synced = true;
            } catch (ClosedByInterruptException again) {
                interrupted = Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path parent(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new StorageException("cannot write " + file + ": not a file name");
        }
        return folder;
    }
}
