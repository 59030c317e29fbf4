/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.EngineException;
import dev.kdn.process.CommandResult;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiPredicate;

/// Copies files into and out of podman's containers, by way of a folder of this machine.
final class PodmanFiles {
    private static final int PERMISSIONS = 0777;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final PodmanCli podman;
    private final Storage storage;
    private final BiPredicate<String, String> changed;

    /// @param changed whether a path in a container is not as in its image
    PodmanFiles(PodmanCli podman, Storage storage, BiPredicate<String, String> changed) {
        this.podman = podman;
        this.storage = storage;
        this.changed = changed;
    }

    /// The regular file at that path, if it is there.
    Optional<SettingsFile> file(String id, String path) {
        Path folder = fresh(id);
        try {
            Path copy = folder.resolve("file");
            CommandResult result = podman.call(PodmanCli.CHANGE, "cp", id + ":" + path, copy.toString());
            // Not found is podman's usual answer; that something is there all the same, only a comparison tells.
            if (!result.succeeded() && changed.test(id, path)) {
                throw podman.failure("podman cannot read " + path, result);
            }
            if (!result.succeeded() || !Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (Files.size(copy) > SettingsFile.MAX_BYTES) {
                throw SettingsFile.tooLarge(path);
            }
            int mode = (Integer) Files.getAttribute(copy, "unix:mode") & PERMISSIONS;
            return Optional.of(new SettingsFile(BoundedFile.read(copy, SettingsFile.MAX_BYTES), mode));
        } catch (IOException e) {
            throw new EngineException("cannot read " + path + " of container " + id + ": " + e.getMessage(), null, e);
        } finally {
            AtomicFile.deleteTree(folder);
        }
    }

    /// Puts files into a folder inside; podman makes the container's user their owner.
    void put(String id, String inside, SortedSet<String> folders, Map<String, SettingsFile> contents) {
        Path stage = fresh(id);
        try {
            for (String folder : folders) {
                Files.createDirectory(stage.resolve(folder), PRIVATE);
            }
            for (Map.Entry<String, SettingsFile> file : contents.entrySet()) {
                write(stage.resolve(file.getKey()), file.getValue());
            }
            CommandResult result = podman.call(PodmanCli.CHANGE, "cp", stage + "/.", id + ":" + inside);
            if (!result.succeeded()) {
                throw podman.failure("podman cannot put settings into container " + id, result);
            }
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write below " + stage, e);
        } finally {
            AtomicFile.deleteTree(stage);
        }
    }

    private static void write(Path path, SettingsFile file) throws IOException {
        Files.write(path, file.content());
        Files.setAttribute(path, "unix:mode", file.mode());
    }

    /// An empty folder that nobody else can look into. One that a killed kdn left goes with the container.
    private Path fresh(String id) {
        Path parent = storage.runtimeFolder("podman").resolve("containers").resolve(id);
        Path folder = parent.resolve("files");
        AtomicFile.deleteTree(folder);
        storage.ensureFolder(parent);
        try {
            return Files.createDirectory(folder, PRIVATE);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot make " + folder, e);
        }
    }
}
