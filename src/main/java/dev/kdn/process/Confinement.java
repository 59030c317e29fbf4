/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kdn.error.UnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Takes rights away from the thread that asks for it, and from every program that it starts, for good.
final class Confinement {
    // The same number on every machine, as of all newer calls.
    private static final int LANDLOCK_CREATE_RULESET = 444;
    private static final int LANDLOCK_RESTRICT_SELF = 446;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    // <linux/landlock.h>
    private static final int CREATE_RULESET_VERSION = 1;
    private static final int SCOPES_SINCE = 6;
    private static final long SCOPE_ABSTRACT_UNIX_SOCKET = 1;
    private static final long SCOPE_SIGNAL = 2;
    private static final int RULESET_BYTES = 24;
    private static final int SCOPED = 16;

    private Confinement() {}

    /// Whether the kernel can keep programs from the abstract sockets and the processes of others.
    static boolean isOffered() {
        return KernelCalls.repeatable(LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION, 0, 0) >= SCOPES_SINCE;
    }

    /// No new privileges; and, where the kernel can do so, no abstract socket and no signal to what was not started
    /// from here.
    static void ofThisThread() {
        require(KernelCalls.repeatable(KernelCalls.numbers().prctl(), PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        if (!isOffered()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rules = arena.allocate(RULESET_BYTES, 8);
            rules.set(JAVA_LONG, SCOPED, SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL);
            long ruleset =
                    require(KernelCalls.repeatable(LANDLOCK_CREATE_RULESET, rules.address(), RULESET_BYTES, 0, 0, 0));
            try {
                require(KernelCalls.repeatable(LANDLOCK_RESTRICT_SELF, ruleset, 0, 0, 0, 0));
            } finally {
                Posix.close(Math.toIntExact(ruleset));
            }
        }
    }

    private static long require(long result) {
        if (result < 0) {
            throw new UnavailableException("cannot confine a program: " + Posix.errorText((int) -result));
        }
        return result;
    }
}
