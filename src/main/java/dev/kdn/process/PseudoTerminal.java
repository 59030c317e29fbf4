/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;

/// A terminal that kdn makes for a program: what the program prints can be read here, and what is written here it reads
/// as typed. Linux only.
public final class PseudoTerminal {
    // O_RDWR, O_NOCTTY, O_NONBLOCK, O_CLOEXEC
    private static final int MASTER_FLAGS = 2 | 0x100 | 0x800 | 0x80000;
    private static final long TIOCSPTLCK = 0x40045431L;
    private static final long TIOCGPTN = 0x80045430L;
    private static final long TIOCSWINSZ = 0x5414L;
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final Duration FULL = Duration.ofMillis(200);

    private final KernelCalls.Numbers numbers = KernelCalls.numbers();
    private final int master;
    private final Path program;
    private final Object lock = new Object();
    private boolean closed;

    private PseudoTerminal(int master, Path program) {
        this.master = master;
        this.program = program;
    }

    /// Makes one.
    ///
    /// @throws UnavailableException if the system has none to give
    public static PseudoTerminal open() {
        int master = Posix.calls().open("/dev/ptmx", MASTER_FLAGS, 0);
        require(master);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(8, 8);
            require(Posix.calls().ioctl(master, TIOCSPTLCK, number));
            require(Posix.calls().ioctl(master, TIOCGPTN, number));
            return new PseudoTerminal(master, Path.of("/dev/pts/" + number.get(JAVA_INT, 0)));
        } catch (RuntimeException failure) {
            Posix.close(master);
            throw failure;
        }
    }

    /// The device that the program opens.
    public Path device() {
        return program;
    }

    /// Waits for something that the program prints.
    ///
    /// @return how many bytes were read; 0 if there was nothing for that time, -1 if an end is closed for good
    public int read(byte[] buffer, Duration patience) {
        if (!isReady(POLLIN, patience)) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(buffer.length);
            long count = transfer(numbers.read(), bytes.address(), buffer.length);
            if (count == -EINTR || count == -EAGAIN) {
                return 0;
            }
            if (count <= 0) {
                return -1; // EIO, when nobody has the other end open any more
            }
            MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, 0, (int) count);
            return (int) count;
        }
    }

    /// Types that for the program.
    ///
    /// @throws IOException if its end is closed
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, length));
            MemorySegment.copy(bytes, offset, copy, JAVA_BYTE, 0, length);
            int done = 0;
            while (done < length) {
                long count = transfer(numbers.write(), copy.address() + done, length - done);
                if (count == -EAGAIN) {
                    boolean _ = isReady(POLLOUT, FULL); // the program reads slowly, or not at all
                } else if (count < 0 && count != -EINTR) {
                    throw new IOException(Posix.errorText((int) -count));
                }
                done += (int) Math.max(0, count);
            }
        }
    }

    private boolean isReady(short event, Duration patience) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 8);
            poll.set(JAVA_INT, 0, master);
            poll.set(JAVA_SHORT, 4, event);
            MemorySegment time = arena.allocate(16, 8);
            time.set(JAVA_LONG, 0, patience.toSeconds());
            time.set(JAVA_LONG, 8, patience.toNanosPart());
            return KernelCalls.call(numbers.ppoll(), poll.address(), 1, time.address(), 0, 0) > 0;
        }
    }

    /// Never waits, and never touches the number of a terminal that is closed: it may be another file's.
    private long transfer(int call, long address, int length) {
        synchronized (lock) {
            return closed ? -EIO : KernelCalls.call(call, master, address, length, 0, 0);
        }
    }

    /// Has it that size; the program is told.
    public void resize(TerminalDevice.Size size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wanted = arena.allocate(8, 8);
            wanted.set(JAVA_SHORT, 0, (short) size.rows());
            wanted.set(JAVA_SHORT, 2, (short) size.columns());
            int _ = Posix.calls().ioctl(master, TIOCSWINSZ, wanted);
        }
    }

    /// Hangs up: programs that have it as their terminal get SIGHUP.
    public void hangUp() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                Posix.close(master);
            }
        }
    }

    private static void require(int result) {
        if (result < 0) {
            throw new UnavailableException("cannot make a terminal: " + Posix.errorText(-result));
        }
    }
}
