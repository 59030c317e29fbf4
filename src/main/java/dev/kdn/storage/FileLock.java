/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.StorageException;
import dev.kdn.process.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// An exclusive `flock(2)` on a file of its own, which also excludes a Go kdn; Java's file locks do not (they are
/// fcntl record locks on Linux). Held until closed or until the process ends, never inherited by children.
public final class FileLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path file;
    private final int descriptor;

    private FileLock(Path file, int descriptor) {
        this.file = file;
        this.descriptor = descriptor;
    }

    /// Takes the lock, waiting at most `limit`.
    ///
    /// @param what what is locked, for the message, such as `the storage`
    /// @throws ConflictException naming the holder, if the lock is still taken after `limit`
    public static FileLock acquire(Path file, Duration limit, String what) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<FileLock> lock = tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() >= deadline) {
                throw new ConflictException(
                        what + " is locked by " + LockHolder.describe(file),
                        "wait for it to end, or end it, and try again");
            }
            pause();
        }
    }

    /// Takes the lock if nobody has it.
    public static Optional<FileLock> tryAcquire(Path file) {
        while (true) {
            int descriptor = Posix.open(file);
            boolean locked = false;
            try {
                locked = Posix.tryFlock(descriptor);
            } finally {
                if (!locked) {
                    Posix.close(descriptor);
                }
            }
            if (!locked) {
                return Optional.empty();
            }
            if (isStillAt(descriptor, file)) {
                return Optional.of(new FileLock(file, descriptor));
            }
            Posix.close(descriptor); // its last holder deleted the file between our open and our flock
        }
    }

    /// Deletes the file while the lock is held; whoever waits for it notices and takes a new file.
    public void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException("cannot delete " + file + ": " + e.getMessage(), null, e);
        }
    }

    @Override
    public void close() {
        Posix.close(descriptor);
    }

    private static boolean isStillAt(int descriptor, Path file) {
        try {
            Object ours = Files.getAttribute(Path.of("/dev/fd/" + descriptor), "unix:ino");
            return ours.equals(Files.getAttribute(file, "unix:ino"));
        } catch (NoSuchFileException deleted) {
            return false;
        } catch (IOException e) {
            throw new StorageException("cannot inspect " + file + ": " + e.getMessage(), null, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            // Not restored: clean-up after a cancel has to be able to wait, see CancelledException.
            throw new CancelledException("cancelled while waiting for a lock");
        }
    }
}
