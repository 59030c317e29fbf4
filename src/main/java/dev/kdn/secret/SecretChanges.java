/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.KdnException;
import dev.kdn.secret.PendingSecrets.Change;
import dev.kdn.secret.PendingSecrets.Pending;
import dev.kdn.secret.SecretFile.Content;
import dev.kdn.secret.SecretFile.Entry;
import dev.kdn.secret.ValueStore.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Changes value and record of secrets, one after the other, under the lock of the secrets, which the caller holds. A
/// place is on record for as long as the secret is, so that it can always be told where a value has to be looked for.
///
/// @param between called before each step; a test ends the process there
record SecretChanges(
        SecretFile file,
        SecretPlaces places,
        PendingSecrets pending,
        Function<Kind, ValueStore> stores,
        Consumer<String> warnings,
        Runnable between) {
    static Optional<Entry> find(Content content, String name) {
        return content.entries().stream()
                .filter(entry -> entry.secret().name().equals(name))
                .findFirst();
    }

    void add(Content content, Secret secret, Kind kind, String value) {
        Pending change = new Pending(Change.CREATE, secret.name(), kind);
        step(() -> pending.begin(change));
        try {
            step(() -> put(kind, secret.name(), value));
            step(() -> places.set(secret.name(), kind));
            List<Entry> entries = new ArrayList<>(content.entries());
            entries.add(Entry.of(secret));
            step(() -> file.write(new Content(entries, content.others())));
        } catch (KdnException failure) {
            takeBack(change, failure);
            throw failure;
        }
        step(() -> pending.end(change));
    }

    private void put(Kind kind, String name, String value) {
        try {
            stores.apply(kind).put(name, value);
        } catch (KdnException failure) {
            throw Secrets.notStored(kind, failure);
        }
    }

    private void takeBack(Pending change, KdnException failure) {
        try {
            stores.apply(change.kind()).delete(change.name());
            places.forget(change.name());
            pending.end(change);
        } catch (KdnException secondary) { // it stays pending
            failure.addSuppressed(secondary);
        }
    }

    /// If the value cannot be deleted, the secret stays as it was. One without a record, of a removal that was broken
    /// off, stays pending.
    void remove(Content content, String name, Kind kind) {
        Pending change = new Pending(Change.REMOVE, name, kind);
        step(() -> pending.begin(change));
        try {
            step(() -> stores.apply(kind).delete(name));
        } catch (KdnException failure) {
            if (find(content, name).isPresent()) {
                pending.end(change);
            }
            throw Secrets.notDeleted(kind, failure);
        }
        forget(content, change);
    }

    /// The value is gone, now the rest goes.
    private Content forget(Content content, Pending removal) {
        List<Entry> entries = new ArrayList<>(content.entries());
        entries.removeIf(entry -> entry.secret().name().equals(removal.name()));
        Content without = new Content(entries, content.others());
        step(() -> file.write(without));
        step(() -> places.forget(removal.name()));
        step(() -> pending.end(removal));
        return without;
    }

    /// Finishes or takes back what was broken off and concerns that store, which is open.
    Content settle(Content content, Kind kind) {
        Content now = content;
        for (Pending broken : pending.all()) {
            if (broken.kind() == kind) {
                try {
                    now = settle(now, broken);
                } catch (KdnException failure) { // it stays pending
                    warnings.accept("what was broken off with secret \"" + broken.name() + "\" cannot be settled yet: "
                            + failure.getMessage());
                }
            }
        }
        return now;
    }

    private Content settle(Content content, Pending broken) {
        String name = broken.name();
        boolean listed = find(content, name).isPresent();
        if (broken.change() == Change.REMOVE && listed) {
            step(() -> stores.apply(broken.kind()).delete(name));
            return forget(content, broken);
        }
        if (!listed || places.of(name) != broken.kind()) {
            step(() -> stores.apply(broken.kind()).delete(name));
        }
        if (!listed) {
            step(() -> places.forget(name));
        }
        step(() -> pending.end(broken));
        return content;
    }

    private void step(Runnable step) {
        between.run();
        step.run();
    }
}
