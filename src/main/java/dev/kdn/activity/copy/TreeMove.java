/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;

/// Moves files, links and folders as a whole, also to another file system, where one is mounted below a destination:
/// there they are copied beside their place first.
final class TreeMove {
    private final Rename rename;

    /// The system's way to move within a file system; a test has another one.
    interface Rename {
        /// Moves at once; a file that is there is replaced.
        ///
        /// @throws AtomicMoveNotSupportedException if the two are on different file systems
        void rename(Path from, Path to) throws IOException;
    }

    TreeMove() {
        this((from, to) -> {
            Path _ = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    TreeMove(Rename rename) {
        this.rename = rename;
    }

    /// Moves it; a file that is there is replaced.
    ///
    /// @throws dev.kdn.error.CancelledException after an interrupt of a copy; then nothing has been moved
    void move(Path from, Path to) throws IOException {
        try {
            rename.rename(from, to);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Path beside = TemporaryFiles.nameFor(to);
            try {
                copy(from, beside);
                rename.rename(beside, to);
            } catch (IOException | RuntimeException failure) {
                tidyUp(beside, failure);
                throw failure;
            }
        }
    }

    private static void tidyUp(Path beside, Exception failure) {
        try {
            AtomicFile.deleteTree(beside);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// Files.copy makes nothing of a folder but the folder.
    private static void copy(Path from, Path to) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw TarConnection.cancelled(new InterruptedException());
        }
        Path _ = Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(from)) {
                for (Path child : children) {
                    copy(child, to.resolve(child.getFileName()));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        // That of a link is not kept otherwise, that of a folder has been changed by what was put into it.
        Files.getFileAttributeView(to, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(Files.getLastModifiedTime(from, LinkOption.NOFOLLOW_LINKS), null, null);
    }
}
