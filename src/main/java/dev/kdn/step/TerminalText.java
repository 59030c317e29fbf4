/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

/// Text that does what it should on a terminal: names of folders and images may hold anything.
final class TerminalText {
    private TerminalText() {}

    /// The text with every control character, which could move the cursor or start an escape sequence, as `?`.
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? (c == '\n' || c == '\t' ? ' ' : '?') : c);
        }
        return line.toString();
    }

    /// The text cut to so many columns, with `…` as the last one when something is missing.
    static String cut(String text, int columns) {
        int used = 0;
        int keep = 0; // what fits beside the "…"
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            used += width(c);
            if (used > columns) {
                return text.substring(0, keep) + "…";
            }
            i += Character.charCount(c);
            keep = used < columns ? i : keep;
        }
        return text;
    }

    // Errs on the wide side: too short a line is harmless, too long a one wraps and cannot be redrawn.
    private static int width(int codePoint) {
        return codePoint < 0x1100 || (codePoint >= 0x2000 && codePoint < 0x2E80) ? 1 : 2;
    }
}
