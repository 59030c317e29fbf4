/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for conditions with a limit.
public final class Eventually {
    private static final long POLL_MILLIS = 5;

    private Eventually() {}

    /// Fails the test unless the condition holds within the limit.
    public static void await(Duration limit, String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
