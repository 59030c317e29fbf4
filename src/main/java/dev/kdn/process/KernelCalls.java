/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls of the Linux kernel that only sandboxes and their terminals need, with up to five arguments, by the numbers of
/// `<asm/unistd.h>`.
@SuppressWarnings("restricted") // native access is granted by the launcher
final class KernelCalls {
    /// The numbers of one kind of machine.
    record Numbers(int read, int write, int ppoll, int prctl) {
        static final Numbers X86_64 = new Numbers(0, 1, 271, 157);
        static final Numbers AARCH64 = new Numbers(63, 64, 73, 167);
    }

    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private KernelCalls() {}

    /// The numbers of this machine.
    static Numbers numbers() {
        return Posix.isArm() ? Numbers.AARCH64 : Numbers.X86_64;
    }

    /// What the kernel returns: a negative number is an error's.
    static long call(int number, long first, long second, long third, long fourth, long fifth) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) Telling.CALL.invokeExact(state, (long) number, first, second, third, fourth, fifth);
            return result == -1 ? -state.get(JAVA_INT, 0) : result;
        } catch (Throwable impossible) {
            throw new IllegalStateException("syscall " + number, impossible);
        }
    }

    /// As [#call], of what may be tried twice: the first time by the handle that all of kdn uses, for the sake of its
    /// start.
    static long repeatable(int number, long first, long second, long third, long fourth, long fifth) {
        long result = LinuxCalls.once(number, first, second, third, fourth, fifth);
        return result == -1 ? call(number, first, second, third, fourth, fifth) : result;
    }

    /// Made when it is used first.
    private static final class Telling {
        private static final MethodHandle CALL = handle();

        private static MethodHandle handle() {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"), SHAPE, Linker.Option.captureCallState("errno"));
        }
    }
}
