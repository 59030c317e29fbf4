/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remembers what the engine is not to be asked for: the network of each container, which has to go although the
/// container
/// itself is gone, and what was mounted.
final class ContainerRecords {
    private static final String NETWORK = "network";
    private static final String MOUNT = "mount ";
    private static final String SUFFIX = ".json";

    private final Storage storage;
    private final Path folder;

    /// @param folder `<S>/runtimes/<type>/containers`
    ContainerRecords(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    /// @param mounts real paths of this machine
    /// @param origin further members
    void remember(String containerId, Optional<String> network, List<Path> mounts, Map<String, String> origin) {
        Map<String, String> record = new TreeMap<>(origin);
        network.ifPresent(name -> record.put(NETWORK, name));
        for (int i = 0; i < mounts.size(); i++) {
            record.put(MOUNT + i, mounts.get(i).toString());
        }
        storage.ensureFolder(folder);
        FlatJson.write(file(containerId), record);
    }

    /// Everything remembered of the container; empty if nothing is.
    Map<String, String> all(String containerId) {
        return FlatJson.read(file(containerId)).orElse(Map.of());
    }

    Optional<String> network(String containerId) {
        return FlatJson.read(file(containerId)).map(record -> record.get(NETWORK));
    }

    /// An agent can put a symbolic link in the place of a folder in its sources. The engine would follow it at the next
    /// start, on its way mounting what nobody agreed to.
    ///
    /// @throws RefusedException if a mounted path does not lead where it did when the container was made
    /// @throws ConfigurationException if it is gone
    void refuseMovedMounts(String containerId) {
        all(containerId).forEach((key, path) -> {
            if (key.startsWith(MOUNT)) {
                refuseMoved(Path.of(path));
            }
        });
    }

    /// The containers on record, whether podman has them or not.
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9a-f]*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                ids.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (NoSuchFileException none) {
            return ids;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
        return ids;
    }

    void forget(String containerId) {
        AtomicFile.deleteTree(folder.resolve(containerId)); // an engine may keep something there
        AtomicFile.delete(file(containerId));
    }

    private static void refuseMoved(Path path) {
        Path now;
        try {
            now = path.toRealPath();
        } catch (IOException gone) {
            throw new ConfigurationException(
                    "mounted path is not there any more: " + path, "put it back, or remove the workspace");
        }
        if (!now.equals(path)) {
            throw new RefusedException(
                    "mounted path leads somewhere else now: " + path + " is a link to " + now,
                    "put the folder back, or remove the workspace and init it again");
        }
    }

    private Path file(String containerId) {
        return folder.resolve(containerId + SUFFIX);
    }
}
