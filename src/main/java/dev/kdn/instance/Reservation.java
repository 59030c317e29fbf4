/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.ConflictException;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// An id and a name that belong to a workspace in the making, and to no other one, also not of another process. The
/// workspace's lock is held until this is closed; then its file is gone.
final class Reservation implements AutoCloseable {
    private final Intents intents;
    private final FileLock lock;
    private final Intent intent;

    private Reservation(Intents intents, FileLock lock, Intent intent) {
        this.intents = intents;
        this.lock = lock;
        this.intent = intent;
    }

    /// Reserves an id and the wished name, or the first free one after it.
    ///
    /// @param endpoint of the engine where the workspace is to be made; may be empty
    static Reservation take(
            Storage storage, InstanceStore store, Intents intents, String wish, String runtime, String endpoint) {
        try (FileLock _ = storage.lockInstances()) {
            Set<String> ids = new HashSet<>();
            Set<String> names = new HashSet<>();
            store.read().forEach(instance -> {
                ids.add(instance.id());
                names.add(instance.name());
            });
            intents.live().forEach(intent -> {
                ids.add(intent.id());
                names.add(intent.name());
            });
            String id = InstanceId.next(ids);
            String name = WorkspaceName.unique(wish, names);
            FileLock lock = storage.tryLock(id)
                    .orElseThrow(() -> new ConflictException("the lock of the new id " + id + " is taken"));
            Intent intent = new Intent(Intent.Operation.CREATE, id, name, runtime, endpoint, false);
            Reservation reservation = new Reservation(intents, lock, intent);
            reservation.declare();
            return reservation;
        }
    }

    String id() {
        return intent.id();
    }

    String name() {
        return intent.name();
    }

    /// Does what the reservation was made for; what is then left half done, if anything, a later command settles.
    <T> T carryOut(Supplier<T> work) {
        return intents.carryOutBegun(intent, work);
    }

    /// Refuses a record whose name or id came into the list although it is reserved: another kdn does not know about
    /// reservations.
    void checkStillFree(List<Instance> instances) {
        for (Instance instance : instances) {
            if (instance.name().equals(name()) || instance.id().equals(id())) {
                throw new ConflictException(
                        "workspace name was taken by another kdn meanwhile: " + name(), "try again, or give a --name");
            }
        }
    }

    @Override
    public void close() {
        release();
    }

    private void declare() {
        try {
            intents.begin(intent);
        } catch (RuntimeException failure) {
            release();
            throw failure;
        }
    }

    private void release() {
        try {
            lock.deleteFile();
        } finally {
            lock.close();
        }
    }
}
