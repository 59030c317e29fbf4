/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Writes what is at a path of this machine into an archive; links are written as links.
final class Packing {
    private static final char NOT_UNICODE = '\uFFFD';

    private final ArchiveWriter archive;
    private final Consumer<String> warnings;

    /// @param warnings told of what cannot be copied
    Packing(ArchiveWriter archive, Consumer<String> warnings) {
        this.archive = archive;
        this.warnings = warnings;
    }

    /// Writes it and everything below.
    ///
    /// @param name in the archive
    /// @throws IOException if nobody takes the archive any more
    /// @throws dev.kdn.error.StorageException if something cannot be read
    /// @throws RefusedException if a name or the target of a link is not UTF-8
    void add(Path path, String name) throws IOException {
        PosixFileAttributes facts = facts(path);
        if (facts.isSymbolicLink()) {
            archive.symbolicLink(name, target(path), facts.lastModifiedTime());
        } else if (facts.isDirectory()) {
            List<Path> children = children(path);
            archive.folder(name, mode(facts), facts.lastModifiedTime());
            for (Path child : children) {
                add(child, name + "/" + name(child));
            }
        } else if (facts.isRegularFile()) {
            file(path, name, facts);
        } else {
            warnings.accept("left out, since it is neither file, folder nor link: " + path);
        }
    }

    private void file(Path path, String name, PosixFileAttributes facts) throws IOException {
        try (InputStream content = open(path)) {
            archive.file(name, facts.size(), mode(facts), facts.lastModifiedTime());
            if (!archive.content(content, facts.size())) {
                throw new ConflictException(path + " became shorter while it was copied", "try again");
            }
        }
    }

    private static InputStream open(Path path) {
        try {
            return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + path, e);
        }
    }

    /// What is known of a path that has to be there.
    static PosixFileAttributes facts(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + path, e);
        }
    }

    private static String target(Path link) {
        try {
            Path target = Files.readSymbolicLink(link);
            // Of a target only its text can be compared: slashes that mean nothing are lost on the way back.
            if (target.toString().indexOf(NOT_UNICODE) >= 0 && !isText(target)) {
                throw refused("a link to what is not text in UTF-8", link);
            }
            return target.toString();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + link, e);
        }
    }

    private static String name(Path path) {
        Path name = Objects.requireNonNull(path.getFileName());
        if (!isText(name)) {
            throw refused("a name that is not text in UTF-8", path);
        }
        return name.toString();
    }

    /// Other bytes than those of the locale's character set, which the launcher sees to be UTF-8, become a character
    /// that stands for none, so that several names would become one.
    private static boolean isText(Path path) {
        try {
            return path.getFileSystem().getPath(path.toString()).equals(path);
        } catch (InvalidPathException noWayBack) {
            return false;
        }
    }

    private static RefusedException refused(String what, Path path) {
        return new RefusedException(
                "cannot copy " + what + "; its path, written as in a URL: "
                        + path.toUri().getRawPath(),
                "rename it; if it is UTF-8, set LC_ALL to a locale that is installed, such as C.UTF-8");
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + folder, e);
        }
        children.sort(null);
        return children;
    }

    private static int mode(PosixFileAttributes facts) {
        Set<PosixFilePermission> permissions = facts.permissions();
        int mode = 0;
        for (PosixFilePermission bit : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(bit) ? 1 : 0);
        }
        return mode;
    }
}
