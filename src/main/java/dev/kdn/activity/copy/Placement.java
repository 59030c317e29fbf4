/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.OutsideFolders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where on this machine a copy goes. It is written into a folder beside that, and put in its place when all of it has
/// arrived; a link that is already there is never followed.
final class Placement implements AutoCloseable {
    private final Path destination;
    private final Path staging;
    private final boolean folderOnly;
    private final TreeMove mover;
    private final OutsideFolders stagings;
    private final Set<Path> merged = new HashSet<>();

    private Placement(Path destination, Path staging, boolean folderOnly, TreeMove mover, OutsideFolders stagings) {
        this.stagings = stagings;
        this.destination = destination;
        this.staging = staging;
        this.folderOnly = folderOnly;
        this.mover = mover;
    }

    /// Decides where it goes and makes the folder beside that.
    ///
    /// @param name of what is copied; `.` for what a folder contains
    ///
    /// @param stagings where that is noted
    static Placement of(CopyPlace.Host host, String name, OutsideFolders stagings) {
        return of(host, name, stagings, new TreeMove());
    }

    static Placement of(CopyPlace.Host host, String name, OutsideFolders stagings, TreeMove mover) {
        boolean folder = Files.isDirectory(host.path());
        Path path = folder ? real(host.path()) : host.path();
        Path destination = folder && !name.equals(".") ? path.resolve(name) : path;
        Path beside = folder ? path : path.toAbsolutePath().getParent();
        if (beside == null || !Files.isDirectory(beside)) {
            throw new NotFoundException("folder not found: " + beside, "make it with 'mkdir -p " + beside + "'");
        }
        return new Placement(destination, stagings.make(beside), host.words().slash() && !folder, mover, stagings);
    }

    /// A link that the user named is as good as the folder.
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot look at " + folder, e);
        }
    }

    /// What is to be written; not there yet.
    Path root() {
        return staging.resolve("root");
    }

    /// Puts everything in its place, or nothing if something is in the way or a folder cannot be written to.
    void place(List<Unpacking.FolderLook> looks) {
        if (folderOnly && !isFolder(root())) {
            throw new NotFoundException("folder not found: " + destination);
        }
        check(root(), destination);
        looks.forEach(this::close);
        move(root(), destination);
        for (Unpacking.FolderLook look : looks.reversed()) {
            Path folder = look.path().toString().isEmpty() ? destination : destination.resolve(look.path());
            try {
                if (!merged.contains(folder)) {
                    look.give(folder);
                }
            } catch (IOException e) {
                throw AtomicFile.failure("cannot set mode and time of " + folder, e);
            }
        }
    }

    /// Before it gets its place: whoever may not look into it is never to, nor if kdn is killed meanwhile.
    private void close(Unpacking.FolderLook look) {
        Path folder = root().resolve(look.path());
        try {
            look.lock(folder);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot set the mode of " + folder, e);
        }
    }

    private static boolean isNew(Path path) {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void check(Path from, Path to) {
        if (isFolder(from) && isFolder(to)) {
            for (Path child : children(from)) {
                Path target = to.resolve(child.getFileName());
                if (!isFolder(child) || !isFolder(target)) {
                    checkWritable(to);
                }
                check(child, target);
            }
        } else if (!isNew(to)) {
            checkKinds(from, to);
        }
    }

    /// What is put into it one after the other is to be put there as a whole.
    private static void checkWritable(Path folder) {
        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            throw new StorageException(
                    "cannot write into " + folder + ": no permission, or mounted read-only; nothing was changed",
                    "make it writable, or copy to another place");
        }
    }

    private static void checkKinds(Path from, Path to) {
        if (isFolder(from)) {
            throw new ConflictException(
                    (Files.isSymbolicLink(to) ? "a link" : "a file") + " is in the way of a folder: " + to,
                    "move it away, or copy to another name");
        }
        if (Files.isSymbolicLink(from) && Files.isSymbolicLink(to)) {
            return; // is replaced as a file is, by a rename, which follows none
        }
        if (!Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
            String what = isFolder(to) ? "a folder" : Files.isSymbolicLink(to) ? "a link" : "something else";
            throw new ConflictException(
                    what + " is in the way of a file: " + to, "move it away, or copy to another name");
        }
    }

    private void move(Path from, Path to) {
        if (isFolder(from) && isFolder(to)) {
            merged.add(to);
            for (Path child : children(from)) {
                move(child, to.resolve(child.getFileName()));
            }
            return;
        }
        try {
            mover.move(from, to);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + to, e);
        }
    }

    private static List<Path> children(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            List<Path> children = new ArrayList<>();
            entries.forEach(children::add);
            return children;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
    }

    /// Removes what has not found its place.
    @Override
    public void close() {
        stagings.remove(staging);
    }
}
