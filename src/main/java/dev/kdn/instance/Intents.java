/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.process.ProcessIdentity;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What operations mean to do to the outside world, written durably before they begin, while they hold the workspace's
/// lock. An intent is dead when that lock can be taken; a dead one holds no name any more. Settling dead ones (rolling
/// back a create, finishing a remove, ending recorded children) belongs here too, and is not built yet.
final class Intents {
    private final Storage storage;
    private final Supplier<ProcessIdentity> self;

    Intents(Storage storage, Supplier<ProcessIdentity> self) {
        this.storage = storage;
        this.self = self;
    }

    /// One intent.
    ///
    /// @param operation such as `create`
    /// @param id of the workspace
    /// @param runtime its type
    record Intent(String operation, String id, String name, String runtime) {}

    /// Writes the intent; the caller holds the workspace's lock.
    void write(Intent intent) {
        ProcessIdentity process = self.get();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("operation", intent.operation());
        members.put("id", intent.id());
        members.put("name", intent.name());
        members.put("runtime", intent.runtime());
        members.put("pid", Long.toString(process.pid()));
        members.put("start_ticks", Long.toString(process.startTicks()));
        members.put("boot_id", process.bootId());
        Path file = storage.intentFile(intent.id());
        storage.ensureFolder(folder());
        FlatJson.write(file, members);
    }

    /// The intents of operations that are going on.
    List<Intent> live() {
        List<Intent> live = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "*.json")) {
            for (Path file : files) {
                String id = file.getFileName().toString();
                id = id.substring(0, id.length() - ".json".length());
                if (isLive(id)) {
                    read(file, id).ifPresent(live::add);
                }
            }
        } catch (NoSuchFileException none) {
            return live;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder(), e);
        }
        return live;
    }

    void remove(String id) {
        AtomicFile.delete(storage.intentFile(id));
    }

    private Path folder() {
        return storage.root().resolve("intents");
    }

    private boolean isLive(String id) {
        Optional<FileLock> lock = storage.tryLock(id);
        lock.ifPresent(dead -> {
            dead.deleteFile();
            dead.close();
        });
        return lock.isEmpty();
    }

    private static Optional<Intent> read(Path file, String id) {
        return FlatJson.read(file)
                .map(members -> new Intent(
                        members.getOrDefault("operation", ""),
                        id,
                        members.getOrDefault("name", ""),
                        members.getOrDefault("runtime", "")));
    }
}
