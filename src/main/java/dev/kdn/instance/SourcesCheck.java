/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.Followed;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Decides whether a folder can be the sources of a workspace.
final class SourcesCheck {
    private final Path home;
    private final Path storageRoot;

    SourcesCheck(Path home, Path storageRoot) {
        this.home = home;
        this.storageRoot = storageRoot;
    }

    /// The real path of the folder, so that a symbolic link is followed once and for all.
    ///
    /// @throws NotFoundException if there is nothing
    /// @throws InvalidInputException if it is not a folder
    static Path realFolder(Path sources) {
        if (!Files.exists(sources)) {
            throw new NotFoundException("sources directory does not exist: " + sources);
        }
        if (!Files.isDirectory(sources)) {
            throw new InvalidInputException("sources path is not a directory: " + sources);
        }
        try {
            return sources.toRealPath();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot resolve " + sources, e);
        }
    }

    /// Refuses folders that would give the workspace everything.
    ///
    /// @param real as given by [#realFolder(Path)]
    void refuseTooMuch(Path real) {
        if (real.getNameCount() == 0) {
            throw refused("the root of the file system", real);
        }
        if (real.equals(realIfThere(home))) {
            throw refused("your home folder", real);
        }
        if (realIfThere(storageRoot).startsWith(real)) {
            throw refused("a folder that contains kdn's storage", real);
        }
    }

    /// Whether somebody who can write to one of the folders decides what is in the file.
    ///
    /// @param file absolute; need not exist
    /// @param writable real paths
    static boolean isReachedThrough(Path file, List<Path> writable) {
        Followed followed = Followed.of(file);
        return writable.stream().anyMatch(folder -> file.startsWith(folder) || followed.isDecidedIn(folder));
    }

    /// Warns of mounts that let the workspace write to what kdn itself believes.
    ///
    /// @param mounts with real paths
    void warnOfStorage(List<Mount> mounts, StepLogger steps) {
        Path storage = realIfThere(storageRoot);
        for (Mount mount : mounts) {
            Path host = Path.of(mount.host());
            if (!mount.readOnly() && (storage.startsWith(host) || host.startsWith(storage))) {
                steps.warn("the workspace can change kdn's own storage " + storageRoot + ", and with it what it may do,"
                        + " since " + host + " is mounted read and write");
            }
        }
    }

    private static RefusedException refused(String what, Path sources) {
        return new RefusedException(
                "sources are " + what + ": " + sources, "choose a folder of the project, or pass --force");
    }

    /// The real path of what is there of it; links in the part that exists must not hide where it is.
    private static Path realIfThere(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(absolute)).normalize();
        } catch (IOException unreadable) {
            return absolute;
        }
    }
}
