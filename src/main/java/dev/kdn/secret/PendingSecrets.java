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

/// What is being done to value and record of a secret, written down before it begins. While the lock of the secrets is
/// held, everything in it is from a kdn that was killed.
record PendingSecrets(Path file) {
    /// What is done.
    enum Change {
        /// Value, then record.
        CREATE,
        /// Value, then record.
        REMOVE
    }

    /// One change.
    record Pending(Change change, String name, Kind kind) {}

    List<Pending> all() {
        List<Pending> all = new ArrayList<>();
        members().forEach((name, text) -> {
            int blank = text.indexOf(' ');
            Optional<Kind> kind = Kind.of(text.substring(blank + 1));
            if (blank > 0 && kind.isPresent()) {
                Change change = text.startsWith(Change.REMOVE.name()) ? Change.REMOVE : Change.CREATE;
                all.add(new Pending(change, name, kind.get()));
            }
        });
        return all;
    }

    void begin(Change change, String name, Kind kind) {
        Map<String, String> members = members();
        members.put(name, change.name() + " " + kind.word());
        FlatJson.write(file, members);
    }

    void end(String name) {
        Map<String, String> members = members();
        members.remove(name);
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
