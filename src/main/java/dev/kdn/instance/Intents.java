/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.StorageException;
import dev.kdn.process.ChildJournal;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What operations mean to do to the outside world, written durably before they begin, while they hold the workspace's
/// lock, with the programs they start beside it. An intent is dead when that lock can be taken; a dead one holds no
/// name any more and waits to be settled, see [Settlement].
final class Intents {
    static final String CHILDREN = ".children";
    private static final String SUFFIX = ".json";

    private final Storage storage;
    private final Supplier<ProcessIdentity> self;
    private final ChildJournal journal;

    Intents(Storage storage, Supplier<ProcessIdentity> self, ChildJournal journal) {
        this.storage = storage;
        this.self = self;
        this.journal = journal;
    }

    /// Does what is meant; the caller holds the workspace's lock. The intent is gone afterwards, unless something could
    /// not be undone, which a suppressed failure tells: then a later command tries again.
    <T> T carryOut(Intent intent, Supplier<T> work) {
        begin(intent);
        return carryOutBegun(intent, work);
    }

    /// As [#carryOut], for an intent that was written before.
    <T> T carryOutBegun(Intent intent, Supplier<T> work) {
        boolean settled = true;
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            settled = failure.getSuppressed().length == 0;
            throw failure;
        } finally {
            journal.close(children(intent.id()));
            if (settled) {
                drop(intent.id());
            }
        }
    }

    /// Writes the intent and begins to record programs.
    void begin(Intent intent) {
        ProcessIdentity process = self.get();
        Map<String, String> members = intent.members();
        members.put("pid", Long.toString(process.pid()));
        members.put("start_ticks", Long.toString(process.startTicks()));
        members.put("boot_id", process.bootId());
        storage.ensureFolder(folder());
        try {
            FlatJson.write(storage.intentFile(intent.id()), members);
        } catch (StorageException e) {
            if (needsRoom(intent)) {
                throw e;
            }
            return; // on a full disk, what makes room must work all the same
        }
        journal.open(children(intent.id()), needsRoom(intent));
    }

    private static boolean needsRoom(Intent intent) {
        return intent.operation() != Intent.Operation.STOP && intent.operation() != Intent.Operation.REMOVE;
    }

    /// Forgets the intent.
    void drop(String id) {
        AtomicFile.delete(children(id));
        AtomicFile.delete(storage.intentFile(id));
    }

    /// The intents of operations that are going on.
    List<Intent> live() {
        List<Intent> live = new ArrayList<>();
        for (String id : ids()) {
            if (!isFree(id)) {
                read(id).ifPresent(live::add);
            }
        }
        return live;
    }

    /// Ids of the workspaces for which there is an intent, live or dead.
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                ids.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (NoSuchFileException none) {
            return ids;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder(), e);
        }
        return ids;
    }

    /// The intent on file; one that cannot be read is of an unknown operation.
    Optional<Intent> read(String id) {
        try {
            return FlatJson.read(storage.intentFile(id)).map(members -> Intent.of(id, members));
        } catch (StorageException damaged) {
            return Optional.of(Intent.of(id, Map.of()));
        }
    }

    /// Where the programs of that operation are recorded.
    Path children(String id) {
        return folder().resolve(id + CHILDREN);
    }

    private Path folder() {
        return storage.root().resolve("intents");
    }

    /// Whether nobody is at work on that workspace.
    boolean isFree(String id) {
        Optional<FileLock> lock = storage.tryLock(id);
        lock.ifPresent(ours -> {
            try (ours) {
                if (!Files.exists(storage.intentFile(id))) {
                    ours.deleteFile(); // the work ended since it was listed, perhaps with the workspace
                }
            }
        });
        return lock.isPresent();
    }
}
