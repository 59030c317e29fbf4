/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.ConflictException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The activities on record, one folder each in `<S>/activities`, whose name begins as the id of the workspace does:
/// what concerns one workspace reads no record of another one. Reading locks nothing; a record is changed under a lock
/// of its workspace's activities, which nobody holds for longer than a few file operations.
final class ActivityStore {
    private static final int BEGINNING = 12;
    private static final int ATTACHED_KEPT = 5;

    private final Storage storage;

    ActivityStore(Storage storage) {
        this.storage = storage;
    }

    /// All of them, the oldest first. Records of a later kdn are left out, damaged ones too.
    List<Activity> all() {
        return in("*");
    }

    private List<Activity> in(String names) {
        List<Activity> activities = new ArrayList<>();
        for (Path folder : folders(names)) {
            if (ActivityFile.read(folder.resolve(ActivityFile.NAME)) instanceof ActivityFile.Content.Known known) {
                activities.add(known.activity());
            }
        }
        activities.sort(ActivityStore::byTime); // the classes of the JDK's comparators are in no AOT cache
        return activities;
    }

    private static int byTime(Activity one, Activity other) {
        int order = one.created().compareTo(other.created());
        return order == 0 ? one.id().compareTo(other.id()) : order;
    }

    List<Activity> of(String workspaceId) {
        return in(beginning(workspaceId) + "*").stream()
                .filter(activity -> activity.workspaceId().equals(workspaceId))
                .toList();
    }

    Optional<Activity> find(String id) {
        return in("*-" + id).stream().findFirst();
    }

    /// Records a new one.
    ///
    /// @param wished its name, if the user chose one
    /// @param program gives it a name otherwise
    /// @param make the activity of that name
    /// @throws ConflictException if something that lives has the name
    Activity add(String workspaceId, Optional<String> wished, String program, Function<String, Activity> make) {
        try (FileLock _ = lock(workspaceId)) {
            List<Activity> others = of(workspaceId);
            forgetOld(others);
            Set<String> taken = new HashSet<>();
            for (Activity other : others) {
                if (!other.state().isOver()) {
                    taken.add(other.name());
                }
            }
            if (wished.filter(taken::contains).isPresent()) {
                throw new ConflictException(
                        "the workspace has an activity " + wished.get() + " already",
                        "choose another name, or end that one with 'kdn kill " + wished.get() + "'");
            }
            Activity made = make.apply(wished.orElseGet(() -> ActivityName.of(program, taken)));
            Path _ = storage.ensureFolder(folder(made));
            ActivityFile.write(file(made), made);
            return made;
        }
    }

    /// Of those that somebody waited for, a few are enough: their ends have been told.
    private void forgetOld(List<Activity> oldestFirst) {
        List<Activity> over = oldestFirst.stream()
                .filter(activity -> activity.attached() && activity.state().isOver())
                .toList();
        over.subList(0, Math.max(0, over.size() - ATTACHED_KEPT)).forEach(this::delete);
    }

    /// Changes the record as it is now; one that is gone, or over already, is left alone.
    ///
    /// @return the record afterwards, or the one given if it is gone
    @SuppressWarnings("ReferenceEquality") // the JVM makes code for the first comparison of records, 30 ms
    Activity change(Activity activity, UnaryOperator<Activity> change) {
        try (FileLock _ = lock(activity.workspaceId())) {
            Optional<Activity> now = now(activity);
            if (now.isEmpty() || now.get().state().isOver()) {
                return now.orElse(activity);
            }
            Activity changed = change.apply(now.get());
            if (changed != now.get()) {
                ActivityFile.write(file(activity), changed);
            }
            return changed;
        }
    }

    private Optional<Activity> now(Activity activity) {
        return ActivityFile.read(file(activity)) instanceof ActivityFile.Content.Known known
                ? Optional.of(known.activity())
                : Optional.empty();
    }

    void delete(Activity activity) {
        if (activity.attached()) {
            AtomicFile.deleteTreeUnsynced(folder(activity));
        } else {
            AtomicFile.deleteTree(folder(activity));
        }
    }

    /// Deletes one of [#empty].
    void deleteFolder(String name) {
        AtomicFile.deleteTree(storage.activitiesFolder().resolve(name));
    }

    /// Where the log is kept once it is no longer inside.
    Path logFile(Activity activity) {
        return folder(activity).resolve("output.log");
    }

    /// The files that are no records, of activities that nobody can know any more.
    List<Path> damaged() {
        return folders("*").stream()
                .map(folder -> folder.resolve(ActivityFile.NAME))
                .filter(file -> ActivityFile.read(file) instanceof ActivityFile.Content.Damaged)
                .toList();
    }

    /// Names of folders that have had no record for a minute: the record was set aside, or never written.
    List<String> empty(Instant now) {
        List<String> empty = new ArrayList<>();
        for (Path folder : folders("*")) {
            if (isSettled(folder, now)
                    && ActivityFile.read(folder.resolve(ActivityFile.NAME)) instanceof ActivityFile.Content.Missing) {
                empty.add(String.valueOf(folder.getFileName()));
            }
        }
        return empty;
    }

    private static boolean isSettled(Path folder, Instant now) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(now.minusSeconds(60));
        } catch (IOException gone) {
            return false;
        }
    }

    /// Sets a damaged record aside, so that it is reported once.
    void quarantine(Path file) {
        Path folder = storage.ensureFolder(storage.quarantineFolder());
        Path parent = file.getParent();
        String name = parent == null ? "activity" : String.valueOf(parent.getFileName());
        try {
            Path _ = Files.move(file, folder.resolve(name + ".invalid"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot set aside " + file, e);
        }
    }

    private FileLock lock(String workspaceId) {
        return storage.passingLock("activities-" + workspaceId, Storage.LOCK_LIMIT, "the activities of the workspace");
    }

    private List<Path> folders(String names) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(storage.activitiesFolder(), names)) {
            entries.forEach(folders::add);
        } catch (NoSuchFileException none) {
            return folders;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + storage.activitiesFolder(), e);
        }
        return folders;
    }

    private static String beginning(String workspaceId) {
        return workspaceId.substring(0, Math.min(workspaceId.length(), BEGINNING)) + "-";
    }

    private Path folder(Activity activity) {
        return storage.activitiesFolder().resolve(beginning(activity.workspaceId()) + activity.id());
    }

    private Path file(Activity activity) {
        return folder(activity).resolve(ActivityFile.NAME);
    }
}
