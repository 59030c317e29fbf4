/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes down which programs kdn started while it changes something, so that whoever comes after a killed kdn can end
/// them: they live on and would go on changing things behind the back of the next command.
///
/// Lines of `pid start-ticks boot-id`, appended. They need not reach the disk: what they tell of does not outlive the
/// machine either.
public final class ChildJournal {
    private static final long GRACE_MILLIS = 2000;
    private static final long KILLED_MILLIS = 500;

    // Where to record, and whether a program may run only if that worked.
    private final Map<Path, Boolean> files = new ConcurrentHashMap<>();

    /// From now on every program that is started is recorded in that file too, but for mere questions.
    ///
    /// @param strict whether no program runs that could not be recorded; else it does, as on a full disk what makes
    ///     room must
    public void open(Path file, boolean strict) {
        files.put(file, strict);
    }

    /// Ends [#open]; the file is left.
    public void close(Path file) {
        files.remove(file);
    }

    boolean isOpen() {
        return !files.isEmpty();
    }

    /// Records a program, before it does anything.
    void add(ProcessIdentity child) {
        byte[] line = (child.text() + "\n").getBytes(StandardCharsets.UTF_8);
        files.forEach((file, strict) -> {
            try {
                Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                if (strict) {
                    throw new StorageException("cannot write " + file + ": " + e.getMessage(), null, e);
                }
            }
        });
    }

    /// Ends the recorded programs that still run, each with its process group: asks, waits up to two seconds in all,
    /// then kills. Nothing is done to a process that only has the number of a recorded one.
    public static void endAll(Path file) {
        List<ProcessIdentity> alive = read(file);
        alive.removeIf(child -> !child.isAlive());
        signal(alive, Posix.SIGTERM);
        await(alive, GRACE_MILLIS);
        signal(alive, Posix.SIGKILL);
        await(alive, KILLED_MILLIS);
    }

    private static void signal(List<ProcessIdentity> children, int signal) {
        for (ProcessIdentity child : children) {
            int pid = Math.toIntExact(child.pid());
            if (child.isAlive() && !Posix.kill(-pid, signal)) {
                boolean ignored = Posix.kill(pid, signal);
            }
        }
    }

    private static void await(List<ProcessIdentity> children, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!children.isEmpty() && System.nanoTime() < deadline) {
            children.removeIf(child -> !child.isAlive());
            Child.pause();
        }
    }

    private static List<ProcessIdentity> read(Path file) {
        List<ProcessIdentity> children = new ArrayList<>();
        try {
            // A line that was cut short by a crash tells nothing.
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                ProcessIdentity.parse(line).ifPresent(children::add);
            }
        } catch (NoSuchFileException none) {
            return children;
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e.getMessage(), null, e);
        }
        return children;
    }
}
