/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

/// How many terminal cells a text takes.
final class CellWidth {
    private CellWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            width += character < 0x300 ? 1 : width(character);
            i += Character.charCount(character);
        }
        return width;
    }

    private static int width(int character) {
        int type = Character.getType(character);
        boolean mark =
                type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
        boolean skinTone = within(character, 0x1F3FB, 0x1F3FF);
        if (mark || skinTone) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /// The blocks of Unicode's East Asian Width classes W and F, and the pictographs that terminals draw wide.
    private static boolean isWide(int character) {
        return within(character, 0x1100, 0x115F)
                || within(character, 0x2E80, 0x303E)
                || within(character, 0x3041, 0x33FF)
                || within(character, 0x3400, 0x4DBF)
                || within(character, 0x4E00, 0xA4CF)
                || within(character, 0xA960, 0xA97F)
                || within(character, 0xAC00, 0xD7A3)
                || within(character, 0xF900, 0xFAFF)
                || within(character, 0xFE30, 0xFE6F)
                || within(character, 0xFF00, 0xFF60)
                || within(character, 0xFFE0, 0xFFE6)
                || within(character, 0x1F300, 0x1F64F)
                || within(character, 0x1F680, 0x1F6FF)
                || within(character, 0x1F900, 0x1FAFF)
                || within(character, 0x20000, 0x3FFFD);
    }

    private static boolean within(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
