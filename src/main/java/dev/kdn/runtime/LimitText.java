/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.InvalidInputException;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Limits as docker writes them.
final class LimitText {
    private static final String NONE = "none";
    private static final String UNITS = "bkmgt";
    private static final int UNIT_BITS = 10;
    /// Both engines refuse less.
    private static final long LEAST_MEMORY = 6L << 20;
    /// The kernel refuses more.
    private static final long MOST_PIDS = 1L << 22;
    /// The kernel's shortest share: 1 ms of each 100 ms.
    private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");

    private LimitText() {}

    /// Bytes of a size such as `512m`, `1.5g` or `2GiB`; all units are powers of 1024, and a bare number counts bytes.
    static OptionalLong memory(String text) {
        if (isNone(text)) {
            return OptionalLong.empty();
        }
        Matcher size = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(?:([bB])|([kKmMgGtT])(?:[iI]?[bB])?)?")
                .matcher(text);
        if (!size.matches()) {
            throw invalid(Kind.MEMORY, text);
        }
        String letter = size.group(3);
        int unit = letter == null ? 0 : UNITS.indexOf(Character.toLowerCase(letter.charAt(0)));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (UNIT_BITS * unit)));
        if (bytes.signum() == 0) {
            return OptionalLong.empty();
        }
        if (bytes.compareTo(BigDecimal.valueOf(LEAST_MEMORY)) < 0
                || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw invalid(Kind.MEMORY, text);
        }
        return OptionalLong.of(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    static Optional<BigDecimal> cpus(String text) {
        if (isNone(text)) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,6}(\\.\\d{1,9})?|\\.\\d{1,9}")) {
            throw invalid(Kind.CPUS, text);
        }
        BigDecimal count = new BigDecimal(text).stripTrailingZeros();
        if (count.signum() == 0) {
            return Optional.empty();
        }
        if (count.compareTo(LEAST_CPUS) < 0) {
            throw invalid(Kind.CPUS, text);
        }
        return Optional.of(count.scale() < 0 ? count.setScale(0, RoundingMode.UNNECESSARY) : count);
    }

    static OptionalLong pids(String text) {
        if (isNone(text)) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,7}") || Long.parseLong(text) > MOST_PIDS) {
            throw invalid(Kind.PIDS, text);
        }
        long count = Long.parseLong(text);
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /// The shortest exact text, such as `1536m`.
    static String size(long bytes) {
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / UNIT_BITS, UNITS.length() - 1);
        return (bytes >> (UNIT_BITS * unit)) + UNITS.substring(unit, unit + 1);
    }

    private static boolean isNone(String text) {
        return text.equals(NONE);
    }

    private static InvalidInputException invalid(Kind kind, String text) {
        String wanted = switch (kind) {
            case MEMORY -> "give a size such as 512m or 2g (b, k, m, g, t; a bare number counts bytes), 6m or more";
            case CPUS -> "give a number such as 2 or 1.5, 0.01 or more";
            case PIDS -> "give a whole number of processes, from 1 to " + MOST_PIDS;
        };
        return new InvalidInputException(
                "invalid " + kind.word() + " limit \"" + text + "\"", wanted + "; 'none' is no limit");
    }
}
