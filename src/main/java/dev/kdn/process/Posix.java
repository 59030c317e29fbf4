/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.StorageException;
import java.nio.file.Path;

/// The system calls that the Java library lacks, through the foreign function API. The first call costs about as much
/// as a small command, so only operations that change something, or end a process group, may make one.
public final class Posix {
    public static final int SIGHUP = 1;
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    // <fcntl.h> and <errno.h> of Linux and macOS.
    private static final int O_RDWR = 2;
    private static final int O_CREAT = MAC ? 0x200 : 0x40;
    private static final int O_CLOEXEC = MAC ? 0x1000000 : 0x80000;
    private static final int EWOULDBLOCK = MAC ? 35 : 11;
    private static final int EINTR = 4;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private static final SystemCalls CALLS =
            SystemCalls.of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

    private Posix() {}

    static boolean isMac() {
        return MAC;
    }

    /// Opens the file for reading and writing, made with mode 0600 when missing; children never inherit it.
    ///
    /// @return a file descriptor, to be closed with [#close(int)]
    /// @throws StorageException if it cannot be opened
    public static int open(Path file) {
        int descriptor;
        do {
            descriptor = CALLS.open(file.toString(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        } while (descriptor == -EINTR);
        if (descriptor < 0) {
            throw new StorageException("cannot open lock file " + file + ": " + errorText(-descriptor));
        }
        return descriptor;
    }

    /// Tries to take an exclusive flock(2) without waiting.
    ///
    /// @return whether the lock is held now
    /// @throws StorageException if the file system has no such locks
    public static boolean tryFlock(int descriptor) {
        int result = CALLS.flock(descriptor, LOCK_EX | LOCK_NB);
        if (result < 0 && result != -EWOULDBLOCK && result != -EINTR) {
            throw new StorageException("cannot lock: " + errorText(-result));
        }
        return result == 0;
    }

    /// Closes a descriptor and with it the locks that it holds.
    public static void close(int descriptor) {
        int ignored = CALLS.close(descriptor);
    }

    /// Sends a signal, or with 0 only asks; a negative `pid` means a whole process group, as in kill(2).
    ///
    /// @return whether there was anything to send it to
    public static boolean kill(int pid, int signal) {
        return CALLS.kill(pid, signal) == 0;
    }

    /// Sends this process SIGTSTP, as a terminal does.
    public static void suspend() {
        int ignored = CALLS.kill(Math.toIntExact(ProcessHandle.current().pid()), MAC ? 18 : 20);
    }

    /// The width of the terminal on that descriptor; 0 if it is none.
    public static int terminalColumns(int descriptor) {
        return new TerminalDevice(descriptor).size().columns();
    }

    /// The real user id of this process.
    public static int uid() {
        return CALLS.uid();
    }

    /// The real group id of this process.
    public static int gid() {
        return CALLS.gid();
    }

    /// Whether the numbers of this machine's system calls are those of 64-bit ARM.
    public static boolean isArm() {
        return System.getProperty("os.arch", "").equals("aarch64");
    }

    /// Whether the calls of sandboxes are known for this machine.
    public static boolean isSandboxable() {
        return LinuxCalls.fit(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static SystemCalls calls() {
        return CALLS;
    }

    static TerminalModes terminalModes() {
        return MAC ? TerminalModes.MAC : TerminalModes.LINUX;
    }

    static String errorText(int error) {
        return switch (error) {
            case 2 -> "no such file or directory";
            case 13 -> "permission denied";
            case 5 -> "input/output error";
            case 20 -> "not a directory";
            case 21 -> "is a directory";
            case 25 -> "not a terminal";
            case 24 -> "too many open files";
            case 28 -> "no space left on device";
            case 30 -> "read-only file system";
            default -> "error " + error;
        };
    }
}
