/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/// The escapes of Go's JSON encoder: `<`, `>`, `&` and the two line separators too, hexadecimal digits in lower case.
final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final String DIGITS = "0123456789abcdef";

    private final int[] ascii = standardAsciiEscapesForJSON();

    GoEscapes() {
        for (int i = 0; i < ascii.length; i++) {
            if (ascii[i] == ESCAPE_STANDARD || i == '<' || i == '>' || i == '&') {
                ascii[i] = ESCAPE_CUSTOM;
            }
        }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        boolean escaped = character < ascii.length || character == 0x2028 || character == 0x2029;
        return escaped ? new SerializedString(hexadecimal(character)) : null;
    }

    private static String hexadecimal(int character) {
        return "\\u" + digit(character >> 12) + digit(character >> 8) + digit(character >> 4) + digit(character);
    }

    private static char digit(int bits) {
        return DIGITS.charAt(bits & 15);
    }
}
