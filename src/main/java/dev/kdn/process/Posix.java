/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.kdn.error.StorageException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The system calls that the Java library lacks, through the foreign function API. Loading this class costs about as
/// much as a small command, so only operations that change something may touch it.
@SuppressWarnings("restricted") // native access is granted by the launcher
public final class Posix {
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    // <fcntl.h> of Linux and macOS.
    private static final int O_RDWR = 2;
    private static final int O_CREAT = MAC ? 0x200 : 0x40;
    private static final int O_CLOEXEC = MAC ? 0x1000000 : 0x80000;
    private static final int EWOULDBLOCK = MAC ? 35 : 11;
    private static final int EINTR = 4;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();

    private Posix() {}

    /// Opens the file for reading and writing, made with mode 0600 when missing; children never inherit it.
    ///
    /// @return a file descriptor, to be closed with [#close(int)]
    /// @throws StorageException if it cannot be opened
    public static int open(Path file) {
        MethodHandle open = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int descriptor = (int)
                    open.invokeExact(state, arena.allocateFrom(file.toString()), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
            if (descriptor < 0) {
                throw new StorageException(
                        "cannot open lock file " + file + ": " + errorText((int) ERRNO.get(state, 0L)));
            }
            return descriptor;
        } catch (RuntimeException known) {
            throw known;
        } catch (Throwable impossible) {
            throw new IllegalStateException("open(2)", impossible);
        }
    }

    /// Tries to take an exclusive flock(2) without waiting.
    ///
    /// @return whether the lock is held now
    public static boolean tryFlock(int descriptor) {
        int error = call2("flock", descriptor, LOCK_EX | LOCK_NB);
        if (error != 0 && error != EWOULDBLOCK && error != EINTR) {
            throw new StorageException("cannot lock: " + errorText(error));
        }
        return error == 0;
    }

    public static void close(int descriptor) {
        call1("close", descriptor);
    }

    /// Sends a signal; a negative `pid` means a whole process group, as in kill(2).
    ///
    /// @return whether there was anything to send it to
    public static boolean kill(int pid, int signal) {
        return call2("kill", pid, signal) == 0;
    }

    public static int uid() {
        return call0("getuid");
    }

    public static int gid() {
        return call0("getgid");
    }

    private static int call0(String name) {
        try {
            MethodHandle handle =
                    LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT));
            return (int) handle.invokeExact();
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    private static void call1(String name, int argument) {
        try {
            MethodHandle handle = LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
            int ignored = (int) handle.invokeExact(argument);
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    /// Returns 0, or the error number.
    private static int call2(String name, int first, int second) {
        MethodHandle handle = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) handle.invokeExact(state, first, second);
            return result < 0 ? (int) ERRNO.get(state, 0L) : 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    private static String errorText(int error) {
        return switch (error) {
            case 2 -> "no such file or directory";
            case 13 -> "permission denied";
            case 20 -> "not a directory";
            case 21 -> "is a directory";
            case 28 -> "no space left on device";
            case 30 -> "read-only file system";
            default -> "error " + error;
        };
    }
}
