/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Short programs of kdn's own beside those of a workspace. They share its memory: where that runs out, the kernel may
/// strike such a program, or the engine's that begins it, instead of the one that took it all.
public final class RepeatedQuestion {
    private static final int TIMES = 5;
    private static final long PAUSE_NANOS = 30_000_000;
    private static final int STRUCK = 128 + 9;
    // What docker says of a program whose beginning was struck.
    private static final int NOT_BEGUN = 126;

    private RepeatedQuestion() {}

    /// The end of a program that may run several times in a row; it does until it was not struck, five times at most.
    ///
    /// @param program runs it once, and forgets what it printed before
    public static ProgramEnd end(Supplier<ProgramEnd> program) {
        ProgramEnd end = program.get();
        for (int more = TIMES - 1; more > 0 && (end.code() == STRUCK || end.code() == NOT_BEGUN); more--) {
            LockSupport.parkNanos(PAUSE_NANOS); // an interrupt ends the pause, and is found by what comes then
            end = program.get();
        }
        return end;
    }
}
