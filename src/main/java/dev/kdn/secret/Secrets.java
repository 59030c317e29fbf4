/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.secret.SecretFile.Content;
import dev.kdn.secret.SecretFile.Entry;
import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The secrets of a storage. What is known of them is in secrets.json, the values are in a [ValueStore]. Both are
/// changed one after the other; what a killed kdn left half done is settled by the next change, see [PendingSecrets].
public final class Secrets {
    private final Storage storage;
    private final SecretFile file;
    private final SecretPlaces places;
    private final PendingSecrets pending;
    private final Function<Kind, ValueStore> stores;
    private final Consumer<String> warnings;

    /// Reads nothing yet.
    ///
    /// @param stores gives the same one for the same kind
    public Secrets(Storage storage, Function<Kind, ValueStore> stores, Consumer<String> warnings) {
        this.storage = storage;
        this.file = new SecretFile(storage.root().resolve("secrets.json"));
        this.places = new SecretPlaces(storage.root().resolve("secret-places.json"));
        this.pending = new PendingSecrets(storage.root().resolve("secret-pending.json"));
        this.stores = stores;
        this.warnings = warnings;
    }

    /// All of them, sorted by name; no value is read.
    public List<Secret> list() {
        return file.read().entries().stream()
                .map(Entry::secret)
                .sorted(Comparator.comparing(Secret::name))
                .toList();
    }

    /// The secret of that name; no value is read.
    public Optional<Secret> find(String name) {
        return find(file.read(), name).map(Entry::secret);
    }

    /// Does nothing if the name is free.
    ///
    /// @throws ConflictException if there is a secret of that name
    public void refuseDuplicate(String name) {
        refuseDuplicate(file.read(), name);
    }

    /// Adds a secret.
    ///
    /// @throws ConflictException if there is one of that name; its value is not touched
    public void create(Secret secret, Kind kind, String value) {
        refuseDuplicate(secret.name());
        ValueStore store = stores.apply(kind);
        try {
            store.open();
        } catch (KdnException failure) {
            throw notStored(kind, failure);
        }
        try (FileLock _ = lock()) {
            Content content = settle(file.read(), kind);
            refuseDuplicate(content, secret.name());
            pending.begin(PendingSecrets.Change.CREATE, secret.name(), kind);
            try {
                put(store, kind, secret.name(), value);
                places.set(secret.name(), kind);
                List<Entry> entries = new ArrayList<>(content.entries());
                entries.add(Entry.of(secret));
                file.write(new Content(entries, content.others()));
            } catch (KdnException failure) {
                undo(store, secret.name(), failure);
                throw failure;
            }
            pending.end(secret.name());
        }
    }

    private static void put(ValueStore store, Kind kind, String name, String value) {
        try {
            store.put(name, value);
        } catch (KdnException failure) {
            throw notStored(kind, failure);
        }
    }

    private static KdnException notStored(Kind kind, KdnException failure) {
        return SecretFailure.of("failed to store secret in " + title(kind), failure);
    }

    private void undo(ValueStore store, String name, KdnException failure) {
        try {
            store.delete(name);
            places.forget(name);
            pending.end(name);
        } catch (KdnException secondary) { // it stays pending
            failure.addSuppressed(secondary);
        }
    }

    /// Removes a secret and its value.
    ///
    /// @throws NotFoundException if there is none of that name
    public void remove(String name) {
        if (find(name).isEmpty()) {
            throw notFound(name);
        }
        Kind kind = places.of(name);
        ValueStore store = stores.apply(kind);
        try {
            store.open();
        } catch (KdnException failure) {
            throw notDeleted(kind, failure);
        }
        try (FileLock _ = lock()) {
            Content content = settle(file.read(), kind);
            if (find(content, name).isEmpty()) {
                throw notFound(name);
            }
            pending.begin(PendingSecrets.Change.REMOVE, name, kind);
            file.write(remove(content, name, kind));
            pending.end(name);
        }
    }

    /// Deletes the value first: if that fails, the secret stays.
    private Content remove(Content content, String name, Kind kind) {
        try {
            stores.apply(kind).delete(name);
        } catch (KdnException failure) {
            pending.end(name);
            throw notDeleted(kind, failure);
        }
        places.forget(name);
        List<Entry> entries = new ArrayList<>(content.entries());
        entries.removeIf(entry -> entry.secret().name().equals(name));
        return new Content(entries, content.others());
    }

    private static KdnException notDeleted(Kind kind, KdnException failure) {
        return SecretFailure.of("failed to delete secret from " + title(kind), failure);
    }

    /// The value of a secret.
    ///
    /// @throws NotFoundException if there is no secret of that name
    /// @throws RefusedException if there is, but its value is gone
    public String value(String name) {
        if (find(name).isEmpty()) {
            throw notFound(name);
        }
        Kind kind = places.of(name);
        Optional<String> value;
        try {
            value = stores.apply(kind).find(name);
        } catch (KdnException failure) {
            throw SecretFailure.of("failed to get secret \"" + name + "\" from " + title(kind), failure);
        }
        return value.orElseThrow(() -> new RefusedException(
                "secret \"" + name + "\" has lost its value: " + title(kind) + " has none for it",
                "make it anew: '" + MendingCommand.of("kdn", "secret", "remove", name) + "', then '"
                        + MendingCommand.of("kdn", "secret", "create", name) + " …'"));
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case KEYCHAIN -> "keychain";
            case FILE -> "the encrypted file";
        };
    }

    /// Finishes or takes back what was broken off and concerns the store that is open now.
    private Content settle(Content content, Kind kind) {
        Content now = content;
        for (PendingSecrets.Pending broken : pending.all()) {
            if (broken.kind() != kind) {
                continue;
            }
            boolean listed = find(now, broken.name()).isPresent();
            try {
                if (broken.change() == PendingSecrets.Change.REMOVE && listed) {
                    now = remove(now, broken.name(), kind);
                    file.write(now);
                } else if (!listed) {
                    stores.apply(kind).delete(broken.name());
                    places.forget(broken.name());
                }
                pending.end(broken.name());
            } catch (KdnException failure) {
                warnings.accept("what was broken off with secret \"" + broken.name() + "\" cannot be settled yet: "
                        + failure.getMessage());
            }
        }
        return now;
    }

    private FileLock lock() {
        storage.ensureFolder(storage.root());
        return storage.passingLock("secrets", Storage.LOCK_LIMIT, "the list of secrets in " + storage.root());
    }

    private static Optional<Entry> find(Content content, String name) {
        return content.entries().stream()
                .filter(entry -> entry.secret().name().equals(name))
                .findFirst();
    }

    private static void refuseDuplicate(Content content, String name) {
        if (find(content, name).isPresent()) {
            throw new ConflictException(
                    "secret \"" + name + "\": secret already exists",
                    "to give it another value: '" + MendingCommand.of("kdn", "secret", "remove", name)
                            + "' first, or choose another name");
        }
    }

    private static NotFoundException notFound(String name) {
        return new NotFoundException("secret \"" + name + "\": secret not found", "see 'kdn secret list'");
    }
}
