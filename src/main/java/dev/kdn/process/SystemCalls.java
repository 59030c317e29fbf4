/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.lang.foreign.MemorySegment;

/// Calls of the operating system that the Java library lacks. Each returns what the C function does, but the negative
/// error number where that says -1.
sealed interface SystemCalls permits LibC, LinuxCalls {
    /// Those for such a machine.
    ///
    /// @param system the property `os.name`
    /// @param architecture the property `os.arch`
    static SystemCalls of(String system, String architecture) {
        return LinuxCalls.fit(system, architecture) ? new LinuxCalls(architecture) : new LibC();
    }

    /// open(2)
    int open(String file, int flags, int mode);

    /// close(2)
    int close(int descriptor);

    /// flock(2)
    int flock(int descriptor, int operation);

    /// kill(2)
    int kill(int pid, int signal);

    /// ioctl(2) with a pointer
    int ioctl(int descriptor, long request, MemorySegment data);

    /// getpgrp(2)
    int processGroup();

    /// getuid(2)
    int uid();

    /// getgid(2)
    int gid();
}
