/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.NotFoundException;
import dev.kdn.instance.InstanceFile.Content;
import dev.kdn.instance.Snapshot.BadRecord;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The records in instances.json, shared with other processes and with a Go kdn. Reading takes no lock and creates
/// nothing; a change reads anew under the lock, touches one record and replaces the file.
public final class InstanceStore {
    private final Storage storage;
    private final InstanceFile file;
    private final Quarantine quarantine;
    private final Consumer<String> warnings;
    private final Set<String> warned = new HashSet<>();

    /// A store in that storage.
    ///
    /// @param warnings told once per process about each damage, in one sentence
    public InstanceStore(Storage storage, Clock clock, Consumer<String> warnings) {
        this.storage = storage;
        this.file = new InstanceFile(storage.instancesFile(), clock);
        this.quarantine = new Quarantine(storage, clock);
        this.warnings = warnings;
    }

    /// All records in the order of the file.
    ///
    /// @throws dev.kdn.error.StorageException if the file is damaged and has no usable backup
    public List<Instance> read() {
        Content content = file.loadToShow();
        if (content.damage().isPresent()) {
            warn(file.path() + " " + content.damage().get() + "; showing its backup " + file.backup()
                    + ", the next change restores it");
        }
        for (BadRecord bad : content.snapshot().bad()) {
            warn(skipped(bad));
        }
        return content.snapshot().instances();
    }

    /// The record of that full id.
    Optional<Instance> find(String id) {
        for (Instance instance : read()) {
            if (instance.id().equals(id)) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    private String skipped(BadRecord bad) {
        return "skipped a damaged record in " + file.path() + ": " + bad.reason();
    }

    /// The records, and whether they can be trusted to be all there are.
    ///
    /// @param there whether there is a list at all
    /// @param damaged whether it is not the one that was written last; a backup may lack the last workspaces
    record Listing(List<Instance> instances, boolean there, boolean damaged) {
        /// Whether what is not in it can be taken for not existing.
        boolean whole() {
            return there && !damaged;
        }
    }

    /// As [#read], for callers that draw conclusions from what is not there; never fails because of damage.
    Listing listing() {
        Content content = file.loadWhatIsLeft();
        return new Listing(
                content.snapshot().instances(),
                !content.text().isEmpty(),
                content.damage().isPresent());
    }

    /// Appends a record.
    ///
    /// @param check throws if the record must not be added to those that are there now
    void add(Instance instance, Consumer<List<Instance>> check) {
        update(instances -> {
            check.accept(instances);
            instances.add(instance);
            return instances;
        });
    }

    /// Changes one record.
    ///
    /// @return the new record
    /// @throws NotFoundException if it has vanished
    Instance change(String id, UnaryOperator<Instance> change) {
        List<Instance> changed = new ArrayList<>(1);
        update(instances -> {
            for (int i = 0; i < instances.size() && changed.isEmpty(); i++) {
                if (instances.get(i).id().equals(id)) {
                    changed.add(change.apply(instances.get(i)));
                    instances.set(i, changed.getFirst());
                }
            }
            if (changed.isEmpty()) {
                throw new NotFoundException("workspace was removed by another process meanwhile: " + id);
            }
            return instances;
        });
        return changed.getFirst();
    }

    /// Drops a record; one that is gone already is a success.
    void remove(String id) {
        update(instances -> {
            instances.removeIf(instance -> instance.id().equals(id));
            return instances;
        });
    }

    private void update(UnaryOperator<List<Instance>> change) {
        try (FileLock _ = storage.lockInstances()) {
            Content content = file.loadToChange();
            List<Instance> changed =
                    change.apply(new ArrayList<>(content.snapshot().instances()));
            rescue(content);
            file.save(content, changed);
        }
    }

    /// Keeps what cannot be used before it is overwritten.
    private void rescue(Content content) {
        content.damage().ifPresent(damage -> {
            String kept = content.text().isEmpty() ? "" : ", what it held is in " + quarantine.keepCopy(file.path());
            warn(file.path() + " " + damage + "; restored from its backup" + kept);
        });
        for (BadRecord bad : content.snapshot().bad()) {
            Path kept = quarantine.keep(bad.json());
            boolean told = warned.contains(skipped(bad));
            warn(
                    told
                            ? "the damaged record was moved to " + kept
                            : "moved a damaged record of " + file.path() + " to " + kept + ": " + bad.reason());
        }
    }

    private void warn(String warning) {
        synchronized (warned) {
            if (!warned.add(warning)) {
                return;
            }
        }
        warnings.accept(warning);
    }
}
