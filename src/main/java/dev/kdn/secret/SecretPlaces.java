/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.StorageException;
import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.storage.FlatJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Which secrets have their value elsewhere than in the keychain, where those of the reference are. Not in
/// secrets.json, since a Go kdn would drop it there.
record SecretPlaces(Path file) {
    /// Where the value of that secret is.
    ///
    /// @throws StorageException if the file names a place that this kdn does not know
    Kind of(String name) {
        String word = all().getOrDefault(name, Kind.KEYCHAIN.word());
        return Kind.of(word)
                .orElseThrow(() -> new StorageException(
                        "the value of secret \"" + name + "\" is in a place that this kdn does not know: " + word,
                        "use a newer kdn, or mend " + file));
    }

    /// Remembers it.
    void set(String name, Kind kind) {
        Map<String, String> all = all();
        String before = kind == Kind.KEYCHAIN ? all.remove(name) : all.put(name, kind.word());
        if (!kind.word().equals(before == null ? Kind.KEYCHAIN.word() : before)) {
            FlatJson.write(file, all);
        }
    }

    /// Drops what is remembered of that secret.
    void forget(String name) {
        Map<String, String> all = all();
        if (all.remove(name) != null) {
            FlatJson.write(file, all);
        }
    }

    private Map<String, String> all() {
        return new TreeMap<>(FlatJson.read(file).orElse(Map.of()));
    }
}
