/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

/// Text from outside, made harmless for a terminal.
public final class SafeText {
    private SafeText() {}

    /// The text on one line: control characters, which could move the cursor or end a row, become `?`.
    public static String line(String text) {
        return clean(text, false);
    }

    /// The text with its line ends and tabs, but without other control characters.
    public static String lines(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean keepLines) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean kept = keepLines && (unit == '\n' || unit == '\t');
            if (!kept && Character.isISOControl(unit)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '?');
            }
        }
        return clean == null ? text : clean.toString();
    }
}
