/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.process.Posix;
import dev.kdn.runtime.docker.DockerRuntime;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/// Has threads of their own do what takes the JVM long the first time and is needed soon. That pays for computing, but
/// not for loading classes that no cache holds, which holds up the work of kdn itself. A head start that fails does no
/// harm.
final class HeadStart {
    private static final String CACHE = "kdn.cache";

    private HeadStart() {}

    /// Large numbers, which JSON parsers need: the JVM computes a table of their powers, 7 ms.
    static void loadNumbers() {
        begin(() -> {
            int _ = BigDecimal.ZERO.signum(); // no method reference: that would ask for ZERO here
        });
    }

    /// If the launcher took the command for one that may change something: the handle of system calls, for which the
    /// JVM
    /// generates code, 25 ms; and for docker its sockets, which ask for random numbers, 15 ms.
    static void ofChanges() {
        String cache = System.getProperty(CACHE, "");
        if (cache.equals("full") || cache.equals("docker")) {
            begin(() -> {
                int _ = Posix.uid();
                if (cache.equals("docker")) {
                    DockerRuntime.getReady();
                }
            });
        }
    }

    /// The rules of time zones, for the time of a change. To be called while kdn waits for a program.
    static void loadTimeZones() {
        if (System.getProperty(CACHE, "").equals("full")) { // others run no program, or change nothing
            begin(() -> {
                OffsetDateTime _ = OffsetDateTime.now(new LocalClock());
            });
        }
    }

    private static void begin(Runnable work) {
        try {
            Thread.ofPlatform().daemon().name("head start").start(() -> attempt(work));
        } catch (OutOfMemoryError noThread) {
            // Then it is done when it is needed.
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError failure) {
            return; // whoever needs it fails in the same way, and says so
        }
    }
}
