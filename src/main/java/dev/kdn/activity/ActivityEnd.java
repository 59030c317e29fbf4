/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalInt;

/// The end of a program as its workspace tells it. Whatever runs there may write what it likes.
final class ActivityEnd {
    private static final int MOST = 255;

    private ActivityEnd() {}

    /// `CODE SECOND [memory]`; what makes no sense is unknown.
    static Activity.End parse(String text) {
        String[] words = text.strip().split(" ", -1);
        long code = number(words[0]);
        long second = words.length > 1 ? number(words[1]) : 0;
        return new Activity.End(
                time(second),
                code >= 0 && code <= MOST ? OptionalInt.of((int) code) : OptionalInt.empty(),
                words.length > 2 && words[2].equals("memory"));
    }

    private static Instant time(long second) {
        try {
            Instant time = Instant.ofEpochSecond(Math.max(0, second));
            return time.isBefore(Instant.parse("9999-01-01T00:00:00Z")) ? time : Instant.EPOCH;
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
