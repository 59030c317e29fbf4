/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.ProgramUsage;
import dev.kdn.runtime.Usage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTextTest {
    private static final String PROCESSES = """
        1 (sleep) S 0 1 1 0 -1 4194560 0 0 0 0 %1$d 2 0 0 20 0 1 0 100 5000 100 18446744073709551615
        7 (make all) (x) R 1 7 7 0 -1 4194560 0 0 0 0 %2$d 5 0 0 20 0 1 0 200 5000 300 18446744073709551615
        9 (cc) R 7 7 7 0 -1 4194560 0 0 0 0 %2$d 5 0 0 20 0 1 0 210 5000 200 18446744073709551615
        11 (dead) Z 7 7 7 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 210 0 0 0
        """;

    @Test
    void readsTheSecondVersionOfControlGroups() {
        Usage usage = usage("""
            @memory
            5000000
            @memory-stat
            anon 100
            inactive_file 1000000
            @memory-limit
            8000000
            @pids
            9
            @io
            8:0 rbytes=1000 wbytes=20 rios=1 wios=1 dbytes=0 dios=0
            8:16 rbytes=500 wbytes=1 rios=1 wios=1 dbytes=0 dios=0
            @before
            """, "usage_usec 1000000", "usage_usec 1100000", "cpu");

        assertThat(usage.cpu().orElseThrow()).isCloseTo(50, Offset.offset(0.01));
        assertThat(usage.memory()).hasValue(4_000_000);
        assertThat(usage.memoryLimit()).hasValue(8_000_000);
        assertThat(usage.pids()).hasValue(7);
        assertThat(usage.disk()).isEqualTo(new Usage.Traffic(OptionalLong.of(1500), OptionalLong.of(21)));
    }

    @Test
    void readsTheFirstVersionOfControlGroups() {
        Usage usage = usage("""
            @memory
            5000000
            @memory-stat
            inactive_file 1
            total_inactive_file 2000000
            @memory-limit
            9223372036854771712
            @pids
            3
            @blkio
            8:0 Read 4096
            8:0 Write 100
            8:0 Sync 4196
            Total 4196
            @network
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                lo:       7       1    0    0    0     0          0         0        7       1    0    0
              eth0:    1392      16    0    0    0     0          0         0       90       3    0    0
              eth1:8 16 0 0 0 0 0 0 10 3 0 0
            @before
            """, "3000000000", "3020000000", "cpuacct");

        assertThat(usage.cpu().orElseThrow()).isCloseTo(10, Offset.offset(0.01));
        assertThat(usage.memory()).hasValue(3_000_000);
        assertThat(usage.memoryLimit()).isEmpty();
        assertThat(usage.pids()).hasValue(1);
        assertThat(usage.disk()).isEqualTo(new Usage.Traffic(OptionalLong.of(4096), OptionalLong.of(100)));
        assertThat(usage.network()).isEqualTo(new Usage.Traffic(OptionalLong.of(1400), OptionalLong.of(100)));
    }

    @Test
    void whatIsUnknownIsAbsent() {
        Usage usage = UsageText.of("@before\n@after\n@end\n", "@").usage();

        assertThat(usage).isEqualTo(Usage.of(Map.of()));
    }

    @Test
    void attributesProcessesByTokenAndSession() {
        Usage usage = usage("""
            @tokens
            7 KDN_ACTIVITY_TOKEN=abc
            @page
            KernelPageSize:        4 kB
            @before
            """, "1", "1", "cpu");

        assertThat(usage.programs()).containsOnlyKeys("abc");
        ProgramUsage program = Objects.requireNonNull(usage.programs().get("abc"));
        assertThat(program.pids()).isEqualTo(List.of(7L, 9L));
        assertThat(program.memory()).isEqualTo(OptionalLong.of(500 * 4096));
        assertThat(program.cpu().orElseThrow()).isCloseTo(100, Offset.offset(0.01));
    }

    @Test
    void tellsAnAnswerThatBreaksOff() {
        assertThat(UsageText.of("@before\n@after\n", "@").isComplete()).isFalse();
    }

    @Test
    void aNameOfAProcessBeginsNoSection() {
        String text = """
            @7f-before
            5 (
            @uptime
            NaN x) S 0 1 1 0 -1 4194560 0 0 0 0 1 2 0 0 20 0 1 0 100 5000 100 1
            @7f-uptime
            100.00 5.00
            @7f-cpu
            usage_usec 0
            @7f-cpu
            usage_usec 100000
            @7f-uptime
            100.20 5.00
            @7f-after
            @7f-end
            """;

        Usage usage = UsageText.of(text, "@7f-").usage();

        assertThat(usage.cpu().orElseThrow()).isCloseTo(50, Offset.offset(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "100.00", "1e-320", "-5", "", "x"})
    void anIntervalThatCannotBeGivesNoFigures(String end) {
        String text = "@tokens\n1 KDN_ACTIVITY_TOKEN=abc\n@before\n" + PROCESSES.formatted(1, 10)
                + "@uptime\n" + (end.startsWith("1e") ? "0" : "100.00") + "\n@cpu\nusage_usec 0\n"
                + "@cpu\nusage_usec 100000\n@uptime\n" + end + "\n@after\n" + PROCESSES.formatted(1, 20)
                + "@end\n";

        Usage usage = UsageText.of(text, "@").usage();

        assertThat(usage.cpu()).isEmpty();
        assertThat(Objects.requireNonNull(usage.programs().get("abc")).cpu()).isEmpty();
    }

    private static Usage usage(String first, String cpuBefore, String cpuAfter, String section) {
        String text = first
                + PROCESSES.formatted(1, 10)
                + "@uptime\n100.00 5.00\n@" + section + "\n" + cpuBefore + "\n"
                + "@" + section + "\n" + cpuAfter + "\n@uptime\n100.20 5.00\n@after\n"
                + PROCESSES.formatted(1, 20)
                + "@end\n";
        return UsageText.of(text, "@").usage();
    }
}
