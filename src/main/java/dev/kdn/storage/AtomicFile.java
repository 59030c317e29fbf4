/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes files so that a reader, and the next process after a crash or power cut, sees the old or the new content,
/// never a part. Files get mode 0600.
public final class AtomicFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /// Replaces the file's content: temporary file in the same folder, fsync, rename, fsync of the folder.
    ///
    /// @throws StorageException if that fails; the old content is then still there
    public static void write(Path file, byte[] content) {
        Path folder = parent(file);
        try {
            Path temporary = Files.createTempFile(folder, "." + file.getFileName() + "-", ".tmp", OWNER_ONLY);
            try {
                writeAndSync(temporary, content);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            sync(folder);
        } catch (IOException e) {
            throw failure("cannot write " + file, e);
        }
    }

    /// As [#write(Path, byte[])], and what was there before stays as `<name>.bak`.
    public static void writeKeepingBackup(Path file, byte[] content) {
        try {
            byte[] before = Files.readAllBytes(file);
            write(backupOf(file), before);
        } catch (NoSuchFileException first) {
            // Nothing to keep.
        } catch (IOException e) {
            throw failure("cannot read " + file, e);
        }
        write(file, content);
    }

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

    /// A storage failure that says in words what the file system said.
    public static StorageException failure(String what, IOException e) {
        String reason = e instanceof FileSystemException fs && fs.getReason() != null
                ? String.valueOf(fs.getReason())
                : e instanceof java.nio.file.AccessDeniedException
                        ? "permission denied"
                        : e instanceof NoSuchFileException
                                ? "no such file or directory"
                                : String.valueOf(e.getMessage());
        return new StorageException(what + ": " + reason, null, e);
    }

    private static void writeAndSync(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
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
