/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.activity.stats.StatsSamples;
import dev.kdn.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsOutputTest {
    private static final Colors PLAIN = new Colors(false);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void showsWhatIsKnownAsATable() {
        Golden.check("stats.txt", StatsText.table(StatsSamples.all(), PLAIN));
    }

    @Test
    void showsWhatIsKnownAsJson() {
        Golden.check("stats.json", text(StatsDocument.of(StatsSamples.all(), NOW)));
    }

    @Test
    void tellsThatNothingRuns() {
        assertThat(StatsText.table(List.of(), PLAIN)).isEqualTo("No workspace runs\n");
        assertThat(text(StatsDocument.line(List.of(), NOW))).isEqualTo("{\"items\": [],\"time\": 1795255200000}\n");
    }

    @Test
    void aSampleIsOneLineOfTheSameJson() {
        String line = text(StatsDocument.line(StatsSamples.all(), NOW));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(line.strip().replaceAll("\\s", ""))
                .isEqualTo(text(StatsDocument.of(StatsSamples.all(), NOW)).replaceAll("\\s", ""));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
