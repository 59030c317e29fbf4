/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// The clock of this machine. Its zone is looked up when somebody asks for it, which listing does not: loading the
/// rules of all zones takes longer than reading a hundred records.
final class LocalClock extends Clock {
    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
