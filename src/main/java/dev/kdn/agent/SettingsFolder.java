/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the folder where a user keeps settings for an agent. Symbolic links are followed, since what they lead to is
/// not there inside a workspace.
public final class SettingsFolder {
    private static final long MAX_BYTES = 16 << 20;
    private static final int PERMISSIONS = 0777;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FILES = 10_000;

    private SettingsFolder() {}

    /// The files by path below the folder, with forward slashes; none if there is no such folder.
    ///
    /// @throws ConfigurationException if one of them cannot be read, or all are too much for settings
    public static SortedMap<String, SettingsFile> read(Path folder) {
        SortedMap<String, SettingsFile> files = new TreeMap<>();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return files;
        }
        if (Files.isRegularFile(folder)) {
            throw unreadable(folder, "it is no folder");
        }
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Visitor(folder, files));
        } catch (IOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
        return files;
    }

    private static ConfigurationException unreadable(Path file, String reason) {
        return new ConfigurationException(
                "cannot read agent settings file " + file + ": " + reason, "mend the file or link, or take it away");
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SortedMap<String, SettingsFile> files;
        private long bytes;

        Visitor(Path folder, SortedMap<String, SettingsFile> files) {
            this.folder = folder;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile()) {
                boolean link = attributes.isSymbolicLink();
                throw unreadable(file, link ? "it is a link that leads nowhere" : "it is no regular file");
            }
            bytes += attributes.size();
            if (bytes > MAX_BYTES || files.size() >= MAX_FILES) {
                throw unreadable(folder, "more than " + (MAX_BYTES >> 20) + " MiB or " + MAX_FILES + " files");
            }
            String path = folder.relativize(file).toString();
            files.put(path, new SettingsFile(Files.readAllBytes(file), mode(file)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            throw unreadable(
                    file, e instanceof FileSystemLoopException ? "the link leads back to a folder above" : reason(e));
        }

        private static String reason(IOException e) {
            return e.getClass().getSimpleName().replace("Exception", "");
        }

        private static int mode(Path file) throws IOException {
            return (Integer) Files.getAttribute(file, "unix:mode") & PERMISSIONS;
        }
    }
}
