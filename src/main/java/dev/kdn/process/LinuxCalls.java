/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// All calls through `syscall(2)`, and so through one handle: to make a handle the JVM generates code, which no AOT
/// cache holds, and each further shape of a function costs a fifth of an empty JVM's start. Numbers are those of
/// `<asm/unistd.h>`.
@SuppressWarnings("restricted") // native access is granted by the launcher
final class LinuxCalls implements SystemCalls {
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    // Not told to be variadic, which makes the handle dearer by a third: on these machines whole numbers are passed in
    // the
    // same registers either way.
    private static final MethodHandle CALL = handle(SHAPE);

    // <fcntl.h>: relative to the working directory
    private static final int AT_FDCWD = -100;

    private final boolean arm;

    LinuxCalls(String architecture) {
        arm = architecture.equals("aarch64");
    }

    /// Whether the numbers here are those of such a machine.
    static boolean fit(String system, String architecture) {
        return system.equals("Linux") && (architecture.equals("amd64") || architecture.equals("aarch64"));
    }

    @Override
    public int open(String file, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            // Not allocateFrom, for whose last byte the JVM makes code: the room is zero already.
            byte[] name = file.getBytes(StandardCharsets.UTF_8);
            MemorySegment path = arena.allocate(name.length + 1L);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, path, 0, name.length);
            return call(arm ? 56 : 257, AT_FDCWD, path.address(), flags, mode);
        }
    }

    @Override
    public int close(int descriptor) {
        // Never twice, as other calls that fail: the number is free by then, and may be another file's already.
        return (int) once(arm ? 57 : 3, descriptor, 0, 0, 0, 0);
    }

    @Override
    public int flock(int descriptor, int operation) {
        return call(arm ? 32 : 73, descriptor, operation, 0, 0);
    }

    @Override
    public int kill(int pid, int signal) {
        return call(arm ? 129 : 62, pid, signal, 0, 0);
    }

    @Override
    public int ioctl(int descriptor, long request, MemorySegment data) {
        return call(arm ? 29 : 16, descriptor, request, data.address(), 0);
    }

    @Override
    public int processGroup() {
        return call(arm ? 155 : 121, 0, 0, 0, 0);
    }

    @Override
    public int uid() {
        return call(arm ? 174 : 102, 0, 0, 0, 0);
    }

    @Override
    public int gid() {
        return call(arm ? 176 : 104, 0, 0, 0, 0);
    }

    private static int call(int number, long first, long second, long third, long fourth) {
        long result = once(number, first, second, third, fourth, 0);
        return (int) (result == -1 ? Failing.call(number, first, second, third, fourth) : result);
    }

    /// A call that does not tell why it failed.
    ///
    /// @return what `syscall(2)` does, -1 after an error
    static long once(int number, long first, long second, long third, long fourth, long fifth) {
        try {
            return (long) CALL.invokeExact((long) number, first, second, third, fourth, fifth);
        } catch (Throwable impossible) {
            throw new IllegalStateException("syscall " + number, impossible);
        }
    }

    private static MethodHandle handle(FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"), shape, options);
    }

    /// Makes a call that has failed once more to learn why: calls that tell it are dearer to prepare.
    private static final class Failing {
        private static final MethodHandle CALL = handle(SHAPE, Linker.Option.captureCallState("errno"));

        private static long call(long number, long first, long second, long third, long fourth) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
                long result = (long) CALL.invokeExact(state, number, first, second, third, fourth, 0L);
                return result == -1 ? -state.get(JAVA_INT, 0) : result;
            } catch (Throwable impossible) {
                throw new IllegalStateException("syscall " + number, impossible);
            }
        }
    }
}
