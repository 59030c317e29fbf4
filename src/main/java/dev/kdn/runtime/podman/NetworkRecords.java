/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Remembers which network belongs to which container, so that a network goes with its container even when the
/// container itself is gone and cannot be asked.
final class NetworkRecords {
    private final Storage storage;
    private final Path folder;

    /// @param folder `<S>/runtimes/podman/networks`
    NetworkRecords(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    void remember(String containerId, String network) {
        storage.ensureFolder(folder);
        AtomicFile.write(folder.resolve(containerId), network.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> network(String containerId) {
        try {
            return Optional.of(Files.readString(folder.resolve(containerId)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + folder.resolve(containerId), e);
        }
    }

    void forget(String containerId) {
        AtomicFile.delete(folder.resolve(containerId));
    }
}
