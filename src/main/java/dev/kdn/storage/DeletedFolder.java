/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/// Deletes a folder in a place where a workspace may exchange folders for links at any moment: each is opened by its
/// name in the one above, and never through a link.
final class DeletedFolder {
    private DeletedFolder() {}

    /// Deletes it with all that is in it, if it is there; a link of that name goes itself.
    ///
    /// @param folder in a folder that nobody else exchanges
    static void delete(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Path name = folder.getFileName();
        if (parent == null || name == null) {
            throw new IOException("not a folder of anything: " + folder);
        }
        try (DirectoryStream<Path> above = Files.newDirectoryStream(parent)) {
            if (above instanceof SecureDirectoryStream<Path> secure) {
                delete(secure, name);
            } else { // where the system has no such calls
                AtomicFile.deleteTree(folder);
            }
        } catch (AccessDeniedException unreadable) { // although it can be written into
            AtomicFile.deleteTree(folder);
        }
    }

    private static void delete(SecureDirectoryStream<Path> above, Path name) throws IOException {
        try {
            if (!isFolder(above, name)) {
                above.deleteFile(name);
                return;
            }
            try (SecureDirectoryStream<Path> here = above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path child : children(here)) {
                    delete(here, child);
                }
            }
            above.deleteDirectory(name);
        } catch (NoSuchFileException gone) {
            // As it should be.
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> above, Path name) throws IOException {
        return above.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    private static List<Path> children(DirectoryStream<Path> folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try {
            for (Path child : folder) {
                children.add(child.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }
}
