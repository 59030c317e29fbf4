/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.OutsideFolders;
import dev.kdn.storage.Storage;
import dev.kdn.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Files of the storage that killed processes left: temporary ones, locks that nobody holds, folders of workspaces that
/// were never registered, copies that never got their place.
final class StorageGarbage {
    static final String TEMPORARY = "temporary file";
    static final String LOCK = "lock file";
    static final String FOLDER = "workspace folder";
    static final String PROGRAMS = "list of programs";
    static final String COPY = "broken-off copy";

    private final Storage storage;
    private final Intents intents;
    private final OutsideFolders copies;

    StorageGarbage(Storage storage, Intents intents) {
        this.storage = storage;
        this.intents = intents;
        this.copies = new OutsideFolders(storage);
    }

    /// What nobody needs.
    ///
    /// @param now asked after everything was listed, see [Keep#now]
    List<PruneItem> items(Supplier<Keep> now) {
        List<PruneItem> items = new ArrayList<>();
        for (Path file : TemporaryFiles.stale(storage.root())) {
            items.add(item(TEMPORARY, file, ""));
        }
        for (OutsideFolders.Abandoned copy : copies.abandoned()) {
            items.add(new PruneItem(
                    COPY,
                    "",
                    copy.record().toString(),
                    copy.folder().orElse(copy.record()).toString(),
                    ""));
        }
        List<Path> folders = children(storage.root().resolve("workspaces"), "*");
        List<Path> programs = children(storage.root().resolve("intents"), "*" + Intents.CHILDREN);
        List<Path> locks = children(storage.root().resolve("locks"), "*");
        List<String> meant = intents.ids();
        Keep keep = now.get();
        for (Path folder : folders) {
            String id = name(folder);
            if (!keep.ids().contains(id) && !meant.contains(id)) {
                items.add(item(FOLDER, folder, id));
            }
        }
        for (Path file : programs) {
            String id = name(file).replace(Intents.CHILDREN, "");
            if (!meant.contains(id)) {
                items.add(item(PROGRAMS, file, id));
            }
        }
        for (Path file : locks) {
            String id = name(file);
            if (!keep.ids().contains(id) && !meant.contains(id) && isFree(id)) {
                items.add(item(LOCK, file, ""));
            }
        }
        return items;
    }

    void remove(PruneItem item) {
        Path path = Path.of(item.id());
        if (item.kind().equals(LOCK)) {
            storage.tryPassingLock(name(path)).ifPresent(FileLock::close);
        } else if (item.kind().equals(COPY)) {
            copies.clear(path);
        } else {
            AtomicFile.deleteTree(path);
        }
    }

    private boolean isFree(String name) {
        Optional<FileLock> lock = storage.tryLock(name);
        lock.ifPresent(FileLock::close);
        return lock.isPresent();
    }

    private static PruneItem item(String kind, Path path, String workspaceId) {
        return new PruneItem(kind, "", path.toString(), name(path), workspaceId);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Path> children(Path folder, String glob) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(children::add);
        } catch (NoSuchFileException none) {
            return children;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
        return children;
    }
}
