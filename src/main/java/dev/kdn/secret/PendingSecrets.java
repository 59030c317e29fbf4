/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is being done to value and record of a secret, written down before it begins; one entry for each store that has
/// to do with a name. While the lock of the secrets is held, everything in it is from a kdn that was killed.
record PendingSecrets(Path file) {
    /// What is done.
    enum Change {
        /// Value, then record: a value without a record has to go.
        CREATE,
        /// Value, then record: both have to go.
        REMOVE
    }

    /// One change.
    record Pending(Change change, String name, Kind kind) {
        private String key() {
            return kind.word() + " " + name;
        }
    }

    List<Pending> all() {
        List<Pending> all = new ArrayList<>();
        members().forEach((key, change) -> {
            int blank = key.indexOf(' ');
            Optional<Kind> kind = Kind.of(key.substring(0, Math.max(0, blank)));
            if (kind.isPresent()) {
                all.add(new Pending(
                        change.equals(Change.REMOVE.name()) ? Change.REMOVE : Change.CREATE,
                        key.substring(blank + 1),
                        kind.get()));
            }
        });
        return all;
    }

    /// Those of that name.
    List<Pending> of(String name) {
        return all().stream().filter(pending -> pending.name().equals(name)).toList();
    }

    /// The removal of that name that was broken off.
    Optional<Pending> removal(String name) {
        return of(name).stream()
                .filter(pending -> pending.change() == Change.REMOVE)
                .findFirst();
    }

    /// Writes a change down. If it makes a secret whose namesake in another store was being removed, only a value can
    /// be left of that one.
    void begin(Pending begun) {
        Map<String, String> members = members();
        if (begun.change() == Change.CREATE) {
            of(begun.name()).forEach(other -> members.put(other.key(), Change.CREATE.name()));
        }
        members.put(begun.key(), begun.change().name());
        FlatJson.write(file, members);
    }

    void end(Pending done) {
        Map<String, String> members = members();
        members.remove(done.key());
        if (members.isEmpty()) {
            AtomicFile.delete(file);
        } else {
            FlatJson.write(file, members);
        }
    }

    private Map<String, String> members() {
        return new TreeMap<>(FlatJson.read(file).orElse(Map.of()));
    }
}
