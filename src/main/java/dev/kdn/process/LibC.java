/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Handles of C functions, each group made on first use and kept, since making one costs more than calling it.
@SuppressWarnings("restricted") // native access is granted by the launcher
final class LibC {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private LibC() {}

    /// open, flock, close.
    static final class Descriptors {
        private static final MethodHandle OPEN = function(
                "open",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2),
                CAPTURE_ERRNO);
        private static final MethodHandle FLOCK =
                function("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE_ERRNO);
        private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        private Descriptors() {}

        /// Makes every call once, in a way that does nothing: the first call of each generates code.
        static void prepare() {
            open("", 0, 0);
            flock(-1, 0);
            close(-1);
        }

        /// Returns the descriptor, or the negative error number.
        static int open(String file, int flags, int mode) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(STATE);
                int result = (int) OPEN.invokeExact(state, arena.allocateFrom(file), flags, mode);
                return result < 0 ? -errno(state) : result;
            } catch (Throwable impossible) {
                throw new IllegalStateException("open(2)", impossible);
            }
        }

        static int flock(int descriptor, int operation) {
            return callWithErrno(FLOCK, descriptor, operation);
        }

        static void close(int descriptor) {
            try {
                int ignored = (int) CLOSE.invokeExact(descriptor);
            } catch (Throwable impossible) {
                throw new IllegalStateException("close(2)", impossible);
            }
        }
    }

    /// ioctl.
    static final class Terminals {
        private static final MethodHandle IOCTL = function(
                "ioctl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                Linker.Option.firstVariadicArg(2));

        private Terminals() {}

        /// The second field of struct winsize, or 0.
        static int columns(int descriptor, long request) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment size = arena.allocate(8);
                int result = (int) IOCTL.invokeExact(descriptor, request, size);
                return result < 0 ? 0 : Short.toUnsignedInt(size.get(JAVA_SHORT, 2));
            } catch (Throwable impossible) {
                throw new IllegalStateException("ioctl(2)", impossible);
            }
        }
    }

    /// kill.
    static final class Signals {
        private static final MethodHandle KILL =
                function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE_ERRNO);

        private Signals() {}

        static int kill(int pid, int signal) {
            return callWithErrno(KILL, pid, signal);
        }
    }

    /// Calls a function without arguments that cannot fail.
    static int call(String name) {
        try {
            return (int) function(name, FunctionDescriptor.of(JAVA_INT)).invokeExact();
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    /// Returns 0, or the error number.
    private static int callWithErrno(MethodHandle function, int first, int second) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) function.invokeExact(state, first, second);
            return result < 0 ? errno(state) : 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException("native call", impossible);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }
}
