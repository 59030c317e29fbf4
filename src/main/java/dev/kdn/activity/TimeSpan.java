/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Spans of time as users write them: `90`, `1.5s`, `500ms`, `10m`, `2h`, `1h30m`, `3d`.
public final class TimeSpan {
    private static final double MOST_SECONDS = 366.0 * 24 * 3600;

    private TimeSpan() {}

    /// A span of more than nothing and at most a year; a number without a unit counts seconds.
    ///
    /// @param flag what it was given for, for messages
    /// @throws InvalidInputException if it is none
    public static Duration of(String flag, String text) {
        double seconds = seconds(text);
        if (!(seconds > 0) || seconds > MOST_SECONDS) {
            throw new InvalidInputException(
                    flag + ": not a span of time: " + text, "write it like 500ms, 30s, 10m or 1h30m, up to a year");
        }
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }

    /// A moment: a span before now, or a time such as `2026-01-31T12:00:00Z`.
    public static Instant before(String flag, String text, Instant now) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return now.minus(of(flag, text));
        }
    }

    static String text(Duration span) {
        long millis = span.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static double seconds(String text) {
        double all = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && (isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
                digits++;
            }
            int unit = digits;
            while (unit < text.length() && !isDigit(text.charAt(unit)) && text.charAt(unit) != '.') {
                unit++;
            }
            double factor = factor(text.substring(digits, unit), at == 0);
            try {
                all += Double.parseDouble(text.substring(at, digits)) * factor;
            } catch (NumberFormatException none) {
                return Double.NaN;
            }
            at = unit;
        }
        return all;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static double factor(String unit, boolean alone) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "" -> alone ? 1 : Double.NaN;
            default -> Double.NaN;
        };
    }
}
