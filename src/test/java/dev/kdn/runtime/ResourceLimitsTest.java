/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "6291456, 6291456, 6m",
        "6m, 6291456, 6m",
        "512m, 536870912, 512m",
        "512M, 536870912, 512m",
        "512mb, 536870912, 512m",
        "2GiB, 2147483648, 2g",
        "1.5g, 1610612736, 1536m",
        "1024m, 1073741824, 1g",
        "7000000B, 7000000, 7000000b",
        "8192k, 8388608, 8m",
        "0.0001t, 109951162, 109951162b",
        "2048t, 2251799813685248, 2048t"
    })
    void readsMemoryAsDockerWritesIt(String text, long bytes, String canonical) {
        ResourceLimits limits = ResourceLimits.of(Map.of(Kind.MEMORY, text));

        assertThat(limits.memoryBytes()).hasValue(bytes);
        assertThat(limits.texts()).containsExactly(Map.entry(Kind.MEMORY, canonical));
        assertThat(ResourceLimits.of(limits.texts())).isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "2, 2", "20, 20", "2.50, 2.5", ".5, 0.5", "0.01, 0.01", "1.123456789, 1.123456789"})
    void readsCpus(String text, BigDecimal count) {
        ResourceLimits limits = ResourceLimits.of(Map.of(Kind.CPUS, text));

        assertThat(limits.cpus()).contains(count);
        assertThat(limits.texts()).containsExactly(Map.entry(Kind.CPUS, count.toPlainString()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 200, 4_194_304})
    void readsPids(long count) {
        ResourceLimits limits = ResourceLimits.of(Map.of(Kind.PIDS, Long.toString(count)));

        assertThat(limits)
                .isEqualTo(new ResourceLimits(OptionalLong.empty(), Optional.empty(), OptionalLong.of(count)));
        assertThat(limits.isNone()).isFalse();
    }

    @Test
    void takesNoneAndZeroForNoLimit() {
        assertThat(ResourceLimits.of(Map.of()).isNone()).isTrue();
        assertThat(ResourceLimits.of(Map.of(Kind.MEMORY, "none", Kind.CPUS, "none", Kind.PIDS, "none")))
                .isEqualTo(ResourceLimits.NONE);
        assertThat(ResourceLimits.of(Map.of(Kind.MEMORY, "0", Kind.CPUS, "0.0", Kind.PIDS, "0")))
                .isEqualTo(ResourceLimits.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lots",
                "",
                "-1",
                "512",
                "5m",
                "6291455",
                "512 m",
                "1e9",
                "512x",
                "512ib",
                "1.g",
                "8388608t",
                "512m\n",
                "٥١٢m"
            })
    void refusesWhatIsNoSize(String text) {
        assertRefused(Kind.MEMORY, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0.001", "1e3", "two", "1.0000000001", "1000000", "1."})
    void refusesWhatIsNoNumberOfCpus(String text) {
        assertRefused(Kind.CPUS, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "4194305", "many", "99999999999999999999"})
    void refusesWhatIsNoNumberOfProcesses(String text) {
        assertRefused(Kind.PIDS, text);
    }

    private static void assertRefused(Kind kind, String text) {
        assertThatThrownBy(() -> ResourceLimits.of(Map.of(kind, text)))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
                    assertThat(refusal).hasMessage("invalid " + kind.word() + " limit \"" + text + "\"");
                    assertThat(refusal.hint())
                            .get()
                            .asString()
                            .startsWith("give a ")
                            .endsWith("'none' is no limit");
                });
    }
}
