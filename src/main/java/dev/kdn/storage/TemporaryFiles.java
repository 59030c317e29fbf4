/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Files that exist for a moment, while another one is written. Their names tell which process makes them, so that
/// those of killed ones can be told apart.
public final class TemporaryFiles {
    private static final String SUFFIX = ".tmp";
    private static final int MAX_DEPTH = 4;

    private TemporaryFiles() {}

    /// A new name in the folder of that file, for this thread alone. Not Files.createTempFile: its random source costs
    /// as much as the rest of a small command.
    public static Path nameFor(Path file) {
        return file.resolveSibling("." + file.getFileName() + "-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + "-"
                + Long.toHexString(System.nanoTime()) + SUFFIX);
    }

    /// Those below the folder whose process has ended.
    public static List<Path> stale(Path root) {
        List<Path> stale = new ArrayList<>();
        try {
            Files.walkFileTree(root, Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isStale(String.valueOf(file.getFileName()))) {
                        stale.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException goneOrForbidden) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException none) {
            return stale;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + root, e);
        }
        return stale;
    }

    /// Deletes those below the folder whose process has ended.
    public static void clear(Path root) {
        stale(root).forEach(AtomicFile::delete);
    }

    private static boolean isStale(String name) {
        if (!name.startsWith(".") || !name.endsWith(SUFFIX)) {
            return false;
        }
        String[] parts = name.substring(0, name.length() - SUFFIX.length()).split("-", -1);
        int pid = parts.length - 3;
        if (pid < 1 || !parts[pid].chars().allMatch(Character::isDigit) || parts[pid].length() > 10) {
            return false;
        }
        return !parts[pid].isEmpty()
                && ProcessIdentity.of(Long.parseLong(parts[pid])).isEmpty();
    }
}
