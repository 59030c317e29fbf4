/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/// Has threads of their own do what takes the JVM long the first time and is needed soon. That pays for computing, but
/// not for loading classes, which holds up the work of kdn itself. A head start that fails does no harm.
final class HeadStart {
    private HeadStart() {}

    /// Large numbers, which JSON parsers need: the JVM computes a table of their powers, 7 ms.
    static void loadNumbers() {
        begin(() -> {
            int _ = BigDecimal.ZERO.signum(); // no method reference: that would ask for ZERO here
        });
    }

    /// The rules of time zones, for the time of a change. To be called while kdn waits for a program.
    static void loadTimeZones() {
        if (System.getProperty("kdn.cache", "").equals("full")) { // others change nothing
            begin(() -> {
                OffsetDateTime _ = OffsetDateTime.now(new LocalClock());
            });
        }
    }

    private static void begin(Runnable work) {
        try {
            Thread.ofPlatform().daemon().name("head start").start(work);
        } catch (OutOfMemoryError noThread) {
            // Then it is done when it is needed.
        }
    }
}
