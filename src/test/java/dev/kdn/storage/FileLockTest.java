/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileLockTest {
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Path file = Path.of("/");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("instances.json.lock");
    }

    @Test
    void excludesAnotherHolderInThisProcess() {
        try (FileLock _ = FileLock.acquire(file, LONG, "it")) {
            assertThat(FileLock.tryAcquire(file)).isEmpty();
            assertThatThrownBy(() -> FileLock.acquire(file, SHORT, "the storage"))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageStartingWith("the storage is locked by process "
                            + ProcessHandle.current().pid());
        }
        FileLock.acquire(file, SHORT, "it").close();
    }

    @Test
    void excludesHolderOfAnotherProgramAndNamesIt() throws IOException {
        Process holder = new ProcessBuilder("flock", file.toString(), "sh", "-c", "echo held; read line")
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");

            assertThatThrownBy(() -> FileLock.acquire(file, SHORT, "the storage"))
                    .isInstanceOfSatisfying(ConflictException.class, e -> {
                        assertThat(e).hasMessage("the storage is locked by process " + holder.pid() + " (flock)");
                        assertThat(e.hint()).contains("wait for it to end, or end it, and try again");
                    });

            holder.outputWriter().close(); // its "read" ends, and with it the program that holds the lock
            FileLock.acquire(file, LONG, "the storage").close();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void excludesAnotherProgramAndLetsItInAfterwards() throws Exception {
        try (FileLock _ = FileLock.acquire(file, LONG, "it")) {
            assertThat(flockNow()).isEqualTo(1);
        }
        assertThat(flockNow()).isZero();
    }

    @Test
    void isNotInheritedByChildren() throws Exception {
        FileLock lock = FileLock.acquire(file, LONG, "it");
        Process child = new ProcessBuilder("sleep", "100").start();
        try {
            lock.close();
            assertThat(FileLock.tryAcquire(file)).isPresent();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void letsOneAtATimeThrough() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();

        inThreads(8, () -> {
            try (FileLock _ = FileLock.acquire(file, LONG, "it")) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                passed.incrementAndGet();
                inside.decrementAndGet();
            }
        });

        assertThat(passed).hasValue(8);
        assertThat(most).hasValue(1);
    }

    @Test
    void staysExclusiveWhenEveryHolderDeletesTheFile() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        inThreads(8, () -> {
            for (int i = 0; i < 20; i++) {
                try (FileLock lock = FileLock.acquire(file, LONG, "it")) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    lock.deleteFile();
                }
            }
        });

        assertThat(most).hasValue(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void closesOnce() {
        FileLock first = FileLock.acquire(file, LONG, "it");
        first.close();
        try (FileLock _ = FileLock.acquire(file, LONG, "it")) { // likely gets the same descriptor
            first.close();
            assertThat(FileLock.tryAcquire(file)).isEmpty();
        }
    }

    @Test
    void canBeCancelledWhileWaiting() {
        try (FileLock _ = FileLock.acquire(file, LONG, "it")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> FileLock.acquire(file, LONG, "it")).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void makesFileForTheOwnerOnly() throws IOException {
        FileLock.acquire(file, LONG, "it").close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhyFileCannotBeOpened() {
        Path missing = folder.resolve("missing/lock");

        assertThatThrownBy(() -> FileLock.tryAcquire(missing))
                .isInstanceOf(StorageException.class)
                .hasMessage("cannot open lock file " + missing + ": no such file or directory");
    }

    private int flockNow() throws Exception {
        return new ProcessBuilder("flock", "-n", file.toString(), "true")
                .start()
                .waitFor();
    }

    private static void inThreads(int count, Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
