/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.CancelledException;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The secrets of a storage. What is known of them is in secrets.json, the values are in a [ValueStore]. Both are
/// changed one after the other; what a killed kdn left half done is settled by the next change, see [PendingSecrets].
public final class Secrets {
    private final Storage storage;
    private final SecretFile file;
    private final SecretPlaces places;
    private final PendingSecrets pending;
    private final SecretChanges changes;
    private final Function<Kind, ValueStore> stores;
    private final Consumer<String> warnings;

    /// Reads nothing yet.
    ///
    /// @param stores gives the same one for the same kind
    public Secrets(Storage storage, Function<Kind, ValueStore> stores, Consumer<String> warnings) {
        this(storage, stores, warnings, () -> {});
    }

    /// @param between see [SecretChanges]
    Secrets(Storage storage, Function<Kind, ValueStore> stores, Consumer<String> warnings, Runnable between) {
        this.storage = storage;
        this.file = new SecretFile(storage.root().resolve("secrets.json"));
        this.places = new SecretPlaces(storage.root().resolve("secret-places.json"));
        this.pending = new PendingSecrets(storage.root().resolve("secret-pending.json"));
        this.stores = stores;
        this.warnings = warnings;
        this.changes = new SecretChanges(file, places, pending, stores, warnings, between);
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
        return SecretChanges.find(file.read(), name).map(Entry::secret);
    }

    /// Does nothing if the name is free, or will be when a removal that was broken off is settled.
    ///
    /// @throws ConflictException if there is a secret of that name
    public void refuseDuplicate(String name) {
        if (pending.removal(name).isEmpty()) {
            refuseDuplicate(file.read(), name);
        }
    }

    /// Adds a secret.
    ///
    /// @throws ConflictException if there is one of that name; its value is not touched
    public void create(Secret secret, Kind kind, String value) {
        refuseDuplicate(secret.name());
        try {
            stores.apply(kind).openToPut();
        } catch (KdnException failure) {
            throw notStored(kind, failure);
        }
        Set<Kind> open = EnumSet.of(kind);
        open.addAll(openOthers(secret.name(), kind));
        try (FileLock _ = lock()) {
            Content content = settle(open);
            refuseDuplicate(content, secret.name());
            changes.add(content, secret, kind, value);
        }
    }

    /// Opens the other stores in which something was broken off under that name, as far as they can be opened.
    private Set<Kind> openOthers(String name, Kind kind) {
        Set<Kind> open = EnumSet.noneOf(Kind.class);
        for (PendingSecrets.Pending broken : pending.of(name)) {
            try {
                if (broken.kind() != kind) {
                    stores.apply(broken.kind()).open();
                    open.add(broken.kind());
                }
            } catch (CancelledException cancelled) {
                throw cancelled;
            } catch (KdnException closed) {
                warnings.accept("what was broken off with secret \"" + name + "\" in " + title(broken.kind())
                        + " cannot be settled yet: " + closed.getMessage());
            }
        }
        return open;
    }

    private Content settle(Set<Kind> open) {
        Content content = file.read();
        for (Kind kind : open) {
            content = changes.settle(content, kind);
        }
        return content;
    }

    static KdnException notStored(Kind kind, KdnException failure) {
        return SecretFailure.of("failed to store secret in " + title(kind), failure);
    }

    /// Removes a secret and its value, or finishes what an earlier call began.
    ///
    /// @throws NotFoundException if there is none of that name
    public void remove(String name) {
        Optional<PendingSecrets.Pending> begun = pending.removal(name);
        if (begun.isEmpty() && find(name).isEmpty()) {
            throw notFound(name);
        }
        Kind kind = place(name);
        try {
            stores.apply(kind).open();
        } catch (KdnException failure) {
            throw notDeleted(kind, failure);
        }
        try (FileLock _ = lock()) {
            Content content = settle(EnumSet.of(kind));
            boolean listed = SecretChanges.find(content, name).isPresent();
            if (!listed && begun.isEmpty()) {
                throw notFound(name);
            }
            if (listed || pending.removal(name).isPresent()) { // which could not be settled, so that this tells why
                changes.remove(content, name, place(name));
            }
        }
        warnOfReference(name, kind);
    }

    private Kind place(String name) {
        return pending.removal(name).map(PendingSecrets.Pending::kind).orElseGet(() -> places.of(name));
    }

    /// Only the reference may delete what it stored, since it may be the value of another storage, too.
    private void warnOfReference(String name, Kind kind) {
        try {
            if (stores.apply(kind).hasOfReference(name)) {
                warnings.accept("the keychain still has the value that a Go kdn stored for \"" + name
                        + "\", perhaps for another storage; to remove it: '"
                        + MendingCommand.of("secret-tool", "clear", "service", "kdn", "username", name) + "'");
            }
        } catch (KdnException unknown) {
            warnings.accept(
                    "cannot tell whether the Go kdn stored a value for \"" + name + "\", too: " + unknown.getMessage());
        }
    }

    static KdnException notDeleted(Kind kind, KdnException failure) {
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

    private FileLock lock() {
        storage.ensureFolder(storage.root());
        return storage.passingLock("secrets", Storage.LOCK_LIMIT, "the list of secrets in " + storage.root());
    }

    private static void refuseDuplicate(Content content, String name) {
        if (SecretChanges.find(content, name).isPresent()) {
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
