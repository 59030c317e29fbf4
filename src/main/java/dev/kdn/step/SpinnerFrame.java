/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

/// The one line that shows a running step.
final class SpinnerFrame {
    private static final String GLYPHS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int SECONDS_UNSHOWN = 3;

    private SpinnerFrame() {}

    /// A frame such as `⠙ Building container image (12s)`.
    ///
    /// @param number how many frames were drawn before
    /// @param columns the line stays shorter than that; 0 when unknown
    static String text(int number, String doing, long seconds, int columns) {
        String elapsed = seconds < SECONDS_UNSHOWN ? "" : " (" + words(seconds) + ")";
        // Glyph, space, and the last column, where some terminals wrap already.
        int room = columns - 3 - elapsed.length();
        String shown = columns <= 0 ? doing : TerminalText.cut(doing, Math.max(1, room));
        return GLYPHS.charAt(number % GLYPHS.length()) + " " + shown + elapsed;
    }

    private static String words(long seconds) {
        long rest = seconds % 60;
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m " + (rest < 10 ? "0" : "") + rest + "s";
    }
}
