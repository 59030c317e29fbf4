/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

/// Amounts of bytes in people's units, powers of ten as engines use them for images.
final class ByteSize {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1000;
    // From here on tenths tell nobody anything.
    private static final int TENTHS_BELOW = 100;

    private ByteSize() {}

    /// Such as `0 B`, `1.5 MB`, `412 MB`, `2.1 GB`.
    static String text(long bytes) {
        int unit = 0;
        double amount = Math.max(0, bytes);
        // What would be rounded to 1000 is one of the next unit.
        while (unit < UNITS.length - 1 && Math.round(amount) >= STEP) {
            amount /= STEP;
            unit++;
        }
        long tenths = Math.round(amount * 10);
        String number = unit == 0 || tenths >= TENTHS_BELOW * 10 || tenths % 10 == 0
                ? Long.toString(Math.round(amount))
                : tenths / 10 + "." + tenths % 10;
        return number + " " + UNITS[unit];
    }
}
