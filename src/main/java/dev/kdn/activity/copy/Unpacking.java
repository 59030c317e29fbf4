/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.activity.copy.ArchiveReader.Entry;
import dev.kdn.error.KdnException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Writes the entries of an archive below a new folder. Only folders that it made itself are written into, so that no
/// link of the archive leads anywhere; links are made as they are and never followed.
final class Unpacking {
    private static final int BUFFER = 256 << 10;
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private final ArchiveReader archive;
    private final String name;
    private final Path root;
    private final Consumer<String> warnings;
    private final Set<Path> folders = new HashSet<>();
    private final Map<Path, FolderLook> looks = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private boolean rootIsNamed;

    /// What a folder looks like once it is full.
    ///
    /// @param path below the root
    record FolderLook(Path path, Set<PosixFilePermission> mode, FileTime time) {
        /// Keeps out whom the mode keeps out, but for the owner.
        void lock(Path folder) throws IOException {
            Set<PosixFilePermission> open = EnumSet.of(
                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
            open.addAll(mode);
            Files.setPosixFilePermissions(folder, open);
        }

        void give(Path folder) throws IOException {
            Files.setPosixFilePermissions(folder, mode);
            setTime(folder, time);
        }
    }

    /// @param name of what was asked for; `.` for what a folder contains
    /// @param root where it is to be, in a folder of its own; not there yet
    /// @param warnings told of what cannot be copied
    Unpacking(ArchiveReader archive, String name, Path root, Consumer<String> warnings) {
        this.archive = archive;
        this.name = name;
        this.root = root;
        this.warnings = warnings;
    }

    /// Writes everything.
    ///
    /// @return the folders, the deepest last, whose modes and times are not set yet
    /// @throws IOException if the archive breaks off or is damaged
    /// @throws StorageException if this machine cannot take it
    List<FolderLook> run() throws IOException {
        boolean first = true;
        for (Optional<Entry> next = archive.next(); next.isPresent(); next = archive.next()) {
            if (first) {
                rootIsNamed = !name.equals(".") && !next.get().parts().isEmpty();
                first = false;
            }
            write(next.get());
        }
        return List.copyOf(looks.values());
    }

    private void write(Entry entry) throws IOException {
        Path target = place(entry.parts());
        if (entry.header().isDirectory()) {
            folder(entry, target);
            return;
        }
        if (!entry.isFile()
                && !entry.header().isSymbolicLink()
                && !entry.header().isLink()) {
            warnings.accept("left out, since it is neither file, folder nor link: " + entry.name());
            return;
        }
        if (!target.equals(root)) {
            parents(Objects.requireNonNull(target.getParent()));
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw archive.refused("an entry twice: " + entry.name());
        }
        if (entry.isFile()) {
            file(entry, target);
        } else {
            link(entry, target);
        }
    }

    /// Where the entry of that name belongs.
    private Path place(List<String> parts) {
        if (rootIsNamed && (parts.isEmpty() || !parts.getFirst().equals(name))) {
            throw archive.refused("an entry that was not asked for: " + String.join("/", parts));
        }
        Path target = root;
        for (String part : rootIsNamed ? parts.subList(1, parts.size()) : parts) {
            target = target.resolve(path(part));
        }
        return target;
    }

    /// The locale decides which names there can be.
    private Path path(String text) {
        try {
            return root.getFileSystem().getPath(text);
        } catch (InvalidPathException e) {
            throw archive.refused("a name that cannot be written in the character set of the locale: " + text);
        }
    }

    private void folder(Entry entry, Path target) {
        parents(target);
        FileTime time = entry.header().getLastModifiedTime();
        looks.put(target, new FolderLook(root.relativize(target), mode(entry), time));
    }

    /// Makes the folder unless this archive has made it already.
    private void parents(Path folder) {
        if (folders.contains(folder)) {
            return;
        }
        if (!folder.equals(root)) {
            parents(Objects.requireNonNull(folder.getParent()));
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw archive.refused("an entry below what is no folder: " + root.relativize(folder));
        }
        try {
            Path _ = Files.createDirectory(folder);
        } catch (IOException e) {
            throw failure("cannot make the folder " + folder, e);
        }
        folders.add(folder);
    }

    private void file(Entry entry, Path target) throws IOException {
        try (OutputStream out = open(target, entry)) {
            for (int count = read(); count >= 0; count = read()) {
                write(out, count, entry);
            }
        }
        try {
            Files.setPosixFilePermissions(target, mode(entry));
            setTime(target, entry.header().getLastModifiedTime());
        } catch (IOException e) {
            throw failure("cannot write " + entry.name(), e);
        }
    }

    private int read() throws IOException {
        return archive.read(buffer, 0, buffer.length);
    }

    private OutputStream open(Path target, Entry entry) {
        try {
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failure("cannot write " + entry.name(), e);
        }
    }

    private void write(OutputStream out, int count, Entry entry) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw failure("cannot write " + entry.name(), e);
        }
    }

    private static KdnException failure(String what, IOException e) {
        return e instanceof ClosedByInterruptException ? TarConnection.cancelled(e) : AtomicFile.failure(what, e);
    }

    private void link(Entry entry, Path target) {
        try {
            if (entry.header().isSymbolicLink()) {
                Path _ = Files.createSymbolicLink(target, path(archive.target(entry)));
                setTime(target, entry.header().getLastModifiedTime());
                return;
            }
            String to = entry.header().getLinkName();
            Path other = place(archive.parts(to));
            if (other.equals(root)
                    || !folders.contains(other.getParent())
                    || !Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
                throw archive.refused("a link to what it has not brought: " + entry.name() + " to " + to);
            }
            if (Files.isSymbolicLink(other)) {
                Path _ = Files.createSymbolicLink(target, Files.readSymbolicLink(other));
            } else {
                Path _ = Files.createLink(target, other);
            }
        } catch (IOException e) {
            throw failure("cannot make the link " + entry.name(), e);
        }
    }

    private static void setTime(Path path, FileTime time) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }

    /// Without the bits that would have a program run as its owner.
    private static Set<PosixFilePermission> mode(Entry entry) {
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((entry.header().getMode() & 1 << i) != 0) {
                mode.add(BITS[i]);
            }
        }
        return mode;
    }
}
