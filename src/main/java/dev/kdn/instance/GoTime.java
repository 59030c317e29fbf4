/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Times as Go reads and writes them in JSON: RFC 3339, always with seconds. By hand, since building and running a
/// `DateTimeFormatter` is the most expensive part of reading a list.
final class GoTime {
    /// How Go writes the time that was never set.
    static final String ZERO = "0001-01-01T00:00:00Z";

    private static final long ZERO_SECOND = -62_135_596_800L;
    private static final int LONGEST_FRACTION = 9;
    private static final int MAX_JAVA_OFFSET = 18 * 3600;

    private final String text;
    private int at;

    private GoTime(String text) {
        this.text = text;
    }

    /// Parses strictly: upper-case `T` and `Z`, seconds, a fraction of at most nine digits.
    ///
    /// @throws DateTimeException if `text` is anything else
    static OffsetDateTime parse(String text) {
        return new GoTime(text).parse();
    }

    /// Whether this is Go's zero time, which means "not set".
    static boolean isZero(OffsetDateTime time) {
        return time.getYear() <= 1 && time.toEpochSecond() == ZERO_SECOND && time.getNano() == 0;
    }

    /// The local time with its offset, `Z` for none, the fraction without trailing zeros.
    static String format(OffsetDateTime time) {
        StringBuilder out = new StringBuilder(35);
        digits(out, time.getYear(), 4).append('-');
        digits(out, time.getMonthValue(), 2).append('-');
        digits(out, time.getDayOfMonth(), 2).append('T');
        digits(out, time.getHour(), 2).append(':');
        digits(out, time.getMinute(), 2).append(':');
        digits(out, time.getSecond(), 2);
        fraction(out, time.getNano());
        offset(out, time.getOffset().getTotalSeconds());
        return out.toString();
    }

    private static StringBuilder digits(StringBuilder out, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits);
    }

    private static void fraction(StringBuilder out, int nanos) {
        if (nanos == 0) {
            return;
        }
        digits(out.append('.'), nanos, LONGEST_FRACTION);
        while (out.charAt(out.length() - 1) == '0') {
            out.setLength(out.length() - 1);
        }
    }

    private static void offset(StringBuilder out, int seconds) {
        if (seconds == 0) {
            out.append('Z');
            return;
        }
        int minutes = Math.abs(seconds) / 60;
        digits(out.append(seconds < 0 ? '-' : '+'), minutes / 60, 2).append(':');
        digits(out, minutes % 60, 2);
    }

    private OffsetDateTime parse() {
        int year = number(4);
        int month = number('-', 2);
        int day = number('-', 2);
        int hour = number('T', 2);
        int minute = number(':', 2);
        int second = number(':', 2);
        int nanos = fraction();
        int offset = offset();
        if (at != text.length()) {
            throw invalid();
        }
        boolean representable = Math.abs(offset) <= MAX_JAVA_OFFSET;
        ZoneOffset zone = representable ? ZoneOffset.ofTotalSeconds(offset) : ZoneOffset.UTC;
        OffsetDateTime time = OffsetDateTime.of(year, month, day, hour, minute, second, nanos, zone);
        return representable ? time : time.minusSeconds(offset);
    }

    private int number(char before, int width) {
        expect(before);
        return number(width);
    }

    private int number(int width) {
        int number = 0;
        for (int i = 0; i < width; i++) {
            number = number * 10 + digit();
        }
        return number;
    }

    private int fraction() {
        if (at >= text.length() || text.charAt(at) != '.') {
            return 0;
        }
        at++;
        int start = at;
        int nanos = digit();
        while (at < text.length() && at - start < LONGEST_FRACTION && isDigit(text.charAt(at))) {
            nanos = nanos * 10 + digit();
        }
        for (int i = at - start; i < LONGEST_FRACTION; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int offset() {
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return 0;
        }
        int sign = at < text.length() && text.charAt(at) == '-' ? -1 : 1;
        expect(sign < 0 ? '-' : '+');
        int hours = number(2);
        int minutes = number(':', 2);
        if (hours > 23 || minutes > 59) {
            throw invalid();
        }
        return sign * (hours * 3600 + minutes * 60);
    }

    private int digit() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (!isDigit(c)) {
            throw invalid();
        }
        at++;
        return c - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void expect(char c) {
        if (at >= text.length() || text.charAt(at) != c) {
            throw invalid();
        }
        at++;
    }

    private DateTimeException invalid() {
        return new DateTimeException("not an RFC 3339 time: \"" + text + "\"");
    }
}
