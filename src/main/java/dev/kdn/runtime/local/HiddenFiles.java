/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What of the system is not everybody's business: files that the user may read because of who he is, such as
/// `/etc/shadow` for root, are nothing for a program in a sandbox.
record HiddenFiles(SortedSet<Path> folders, SortedSet<Path> files) {
    /// @param root a folder of the system
    /// @param depth how many folders to go down
    static HiddenFiles in(Path root, int depth) {
        HiddenFiles hidden = new HiddenFiles(new TreeSet<>(), new TreeSet<>());
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), depth, new Search(hidden));
        } catch (IOException unreadable) {
            return hidden; // then nobody inside can read it either
        }
        return hidden;
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final HiddenFiles hidden;

        Search(HiddenFiles hidden) {
            this.hidden = hidden;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Set<PosixFilePermission> mode = mode(folder);
            if (mode.contains(PosixFilePermission.OTHERS_EXECUTE) && mode.contains(PosixFilePermission.OTHERS_READ)) {
                return FileVisitResult.CONTINUE;
            }
            hidden.folders.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isDirectory()) {
                return preVisitDirectory(file, attributes); // as deep as the search goes
            }
            if (!attributes.isSymbolicLink() && !mode(file).contains(PosixFilePermission.OTHERS_READ)) {
                hidden.files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // what cannot be read here cannot be read inside
        }

        private static Set<PosixFilePermission> mode(Path path) throws IOException {
            return Files.readAttributes(path, PosixFileAttributes.class).permissions();
        }
    }
}
