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
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// An exclusive `flock(2)` on a file of its own, which also excludes a Go kdn; Java's file locks do not (they are
/// fcntl record locks on Linux). Held until closed or until the process ends, never inherited by children.
public final class FileLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path file;
    private final int descriptor;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private boolean deletesFile;

    private FileLock(Path file, int descriptor) {
        this.file = file;
        this.descriptor = descriptor;
    }

    /// Takes the lock, waiting at most `limit`.
    ///
    /// @param what what is locked, for the message, such as `the storage`
    /// @throws ConflictException naming the holder, if the lock is still taken after `limit`
    /// @throws CancelledException if the thread is interrupted while waiting
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
    ///
    /// @throws StorageException if the file cannot be opened
    public static Optional<FileLock> tryAcquire(Path file) {
        while (true) {
            Optional<Object> before = identity(file);
            int descriptor = Posix.open(file);
            boolean held = false;
            try {
                if (!Posix.tryFlock(descriptor)) {
                    return Optional.empty();
                }
                held = isSame(before, identity(file));
            } finally {
                if (!held) {
                    Posix.close(descriptor);
                }
            }
            if (held) {
                return Optional.of(new FileLock(file, descriptor));
            }
        }
    }

    /// The same lock, which deletes its file when it is closed: for locks named after passing things.
    FileLock deletingItsFile() {
        deletesFile = true;
        return this;
    }

    /// Deletes the file, as the last act under the lock: whoever waits notices and takes a new file, so nobody is
    /// excluded from here on.
    public void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot delete lock file " + file, e);
        }
    }

    /// Gives the lock back; closing once more does nothing.
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) { // later the number could belong to another file
            try {
                if (deletesFile) {
                    deleteFile();
                }
            } finally {
                Posix.close(descriptor);
            }
        }
    }

    // The last holder may have deleted the file between our open and our flock. The descriptor keeps its file, and so
    // its number, alive: what had one identity before the open and has it still is the file that is open.
    private static boolean isSame(Optional<Object> before, Optional<Object> now) {
        return before.isPresent() && before.equals(now);
    }

    private static Optional<Object> identity(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot inspect lock file " + file, e);
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
