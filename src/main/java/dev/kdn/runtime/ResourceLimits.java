/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a workspace may use of its machine at most; an empty member means "no limit".
///
/// @param memoryBytes main memory, at least 6 MiB; swap is not to add to it
/// @param cpus processors' worth of time, more than 0, without trailing zeros
/// @param pids processes and threads at a time, at least 1
public record ResourceLimits(OptionalLong memoryBytes, Optional<BigDecimal> cpus, OptionalLong pids) {
    public static final ResourceLimits NONE =
            new ResourceLimits(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());

    /// What can be limited.
    public enum Kind {
        MEMORY("memory"),
        CPUS("cpus"),
        PIDS("pids");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The flag without its hyphens.
        public String word() {
            return word;
        }
    }

    /// Limits as they are written on the command line, such as `512m`, `1.5` and `200`; `none` and `0` are no limit.
    ///
    /// @throws dev.kdn.error.InvalidInputException if a text is no limit of its kind
    public static ResourceLimits of(Map<Kind, String> texts) {
        Optional<String> memory = Optional.ofNullable(texts.get(Kind.MEMORY));
        Optional<String> cpus = Optional.ofNullable(texts.get(Kind.CPUS));
        Optional<String> pids = Optional.ofNullable(texts.get(Kind.PIDS));
        return new ResourceLimits(
                memory.map(LimitText::memory).orElse(OptionalLong.empty()),
                cpus.flatMap(LimitText::cpus),
                pids.map(LimitText::pids).orElse(OptionalLong.empty()));
    }

    /// The limits there are, as [#of] reads them, in the order of [Kind].
    public Map<Kind, String> texts() {
        Map<Kind, String> texts = new EnumMap<>(Kind.class);
        memoryBytes.ifPresent(bytes -> texts.put(Kind.MEMORY, LimitText.size(bytes)));
        cpus.ifPresent(count -> texts.put(Kind.CPUS, count.toPlainString()));
        pids.ifPresent(count -> texts.put(Kind.PIDS, Long.toString(count)));
        return Collections.unmodifiableMap(texts);
    }

    /// Whether there is no limit at all.
    public boolean isNone() {
        return equals(NONE);
    }
}
