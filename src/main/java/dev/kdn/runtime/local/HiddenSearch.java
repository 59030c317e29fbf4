/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for what is to be hidden. A folder that is too large to be looked through is hidden as a whole.
final class HiddenSearch {
    // Half a million entries take seconds.
    private static final int MOST_ENTRIES = 200_000;
    // bubblewrap takes 9000 arguments at most.
    private static final int MOST_HIDDEN = 300;

    private final int depth;
    private final int mostEntries;
    private int entries;
    private HiddenFiles found = HiddenFiles.none();

    private HiddenSearch(int depth, int mostEntries) {
        this.depth = depth;
        this.mostEntries = mostEntries;
    }

    /// @param root a folder of the system
    /// @param depth how many folders to go down
    static HiddenFiles in(Path root, int depth) {
        return in(root, depth, MOST_ENTRIES);
    }

    /// @param mostEntries that each folder in `root` may have
    static HiddenFiles in(Path root, int depth, int mostEntries) {
        HiddenFiles all = HiddenFiles.none();
        if (!judge(root, all)) {
            return all;
        }
        for (Path entry : listed(root)) {
            if (judge(entry, all) && depth > 1) {
                all = all.with(new HiddenSearch(depth - 1, mostEntries).below(entry));
            }
        }
        return all;
    }

    private HiddenFiles below(Path folder) {
        if (!search(folder, 1)) {
            found = HiddenFiles.none();
            found.folders().add(folder);
        }
        return found;
    }

    /// @return whether all of it could be looked at
    private boolean search(Path folder, int level) {
        for (Path entry : listed(folder)) {
            entries++;
            boolean open = judge(entry, found);
            if (entries > mostEntries || found.files().size() + found.folders().size() > MOST_HIDDEN) {
                return false;
            }
            if (open && level < depth && !search(entry, level + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Adds the path to what is hidden, if it is not for everybody.
    ///
    /// @return whether it is a folder that everybody may look into
    static boolean judge(Path path, HiddenFiles hidden) {
        Optional<PosixFileAttributes> attributes = attributes(path);
        if (attributes.isEmpty() || attributes.get().isSymbolicLink()) {
            return false;
        }
        Set<PosixFilePermission> mode = attributes.get().permissions();
        boolean readable = mode.contains(PosixFilePermission.OTHERS_READ);
        if (attributes.get().isDirectory()) {
            boolean open = readable && mode.contains(PosixFilePermission.OTHERS_EXECUTE);
            if (!open) {
                hidden.folders().add(path);
            }
            return open;
        }
        if (!readable || attributes.get().isOther()) {
            hidden.files().add(path);
        }
        return false;
    }

    private static Optional<PosixFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// What cannot be read here cannot be read inside.
    private static List<Path> listed(Path folder) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            stream.forEach(all::add);
            return all;
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
    }
}
