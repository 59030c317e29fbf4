/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.function.Function;

/// The file that stands for the fake runtime's engine.
final class FakeFile {
    private final Storage storage;
    private final Path folder;

    FakeFile(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    FakeInstances read() {
        return FakeInstances.read(file());
    }

    /// Changes the instances; other processes wait.
    <T> T update(Function<FakeInstances, T> change) {
        Path lock = storage.ensureFolder(folder).resolve("instances.json.lock");
        try (FileLock _ = FileLock.acquire(lock, Storage.LOCK_LIMIT, "the fake runtime")) {
            FakeInstances instances = read();
            T result = change.apply(instances);
            instances.write(file());
            return result;
        }
    }

    private Path file() {
        return folder.resolve("instances.json");
    }
}
