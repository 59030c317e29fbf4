/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.time.OffsetDateTime;

/// Does while an engine is at work what a change needs after that and what takes the JVM long the first time. Not
/// earlier: beside kdn's own work it takes more from that than it gives.
final class HeadStart {
    private HeadStart() {}

    /// Begins, if the launcher took the command for one that changes something; nobody has to wait for the end.
    static void begin() {
        if (System.getProperty("kdn.cache", "").equals("full")) {
            Thread.ofPlatform().daemon().name("head start").start(HeadStart::loadTimeZones);
        }
    }

    private static void loadTimeZones() {
        OffsetDateTime _ = OffsetDateTime.now(new LocalClock());
    }
}
