/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of the C library by their names, for macOS and uncommon machines. Their handles are made on first
/// use, in groups, and kept, since making one costs more than calling it.
@SuppressWarnings("restricted") // native access is granted by the launcher
final class LibC implements SystemCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option TWO_FIXED = Linker.Option.firstVariadicArg(2);

    @Override
    public int open(String file, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) Descriptors.OPEN.invokeExact(state, arena.allocateFrom(file), flags, mode);
            return orError(result, state);
        } catch (Throwable impossible) {
            throw new IllegalStateException("open(2)", impossible);
        }
    }

    @Override
    public int close(int descriptor) {
        try {
            return (int) Descriptors.CLOSE.invokeExact(descriptor);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close(2)", impossible);
        }
    }

    @Override
    public int flock(int descriptor, int operation) {
        return call(Descriptors.FLOCK, descriptor, operation);
    }

    @Override
    public int kill(int pid, int signal) {
        return call(Signals.KILL, pid, signal);
    }

    @Override
    public int ioctl(int descriptor, long request, MemorySegment data) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) Terminals.IOCTL.invokeExact(state, descriptor, request, data);
            return orError(result, state);
        } catch (Throwable impossible) {
            throw new IllegalStateException("ioctl(2)", impossible);
        }
    }

    @Override
    public int processGroup() {
        return call("getpgrp");
    }

    @Override
    public int uid() {
        return call("getuid");
    }

    @Override
    public int gid() {
        return call("getgid");
    }

    private static int call(MethodHandle function, int first, int second) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) function.invokeExact(state, first, second);
            return orError(result, state);
        } catch (Throwable impossible) {
            throw new IllegalStateException("native call", impossible);
        }
    }

    private static int call(String name) {
        try {
            return (int) function(name, FunctionDescriptor.of(JAVA_INT)).invokeExact();
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    private static int orError(int result, MemorySegment state) {
        return result < 0 ? -state.get(JAVA_INT, 0) : result;
    }

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    private static final class Descriptors {
        private static final MethodHandle OPEN = function(
                "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), TWO_FIXED, CAPTURE_ERRNO);
        private static final MethodHandle FLOCK =
                function("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE_ERRNO);
        private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    private static final class Signals {
        private static final MethodHandle KILL =
                function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE_ERRNO);
    }

    private static final class Terminals {
        private static final MethodHandle IOCTL = function(
                "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), TWO_FIXED, CAPTURE_ERRNO);
    }
}
