/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

/// Texts in JSON as Go's `encoding/json` writes them: `<`, `>`, `&` and the two line separators are escaped too, all
/// else beyond ASCII is not, and hexadecimal digits are in lower case.
final class GoString {
    private static final String HEX = "0123456789abcdef";

    private GoString() {}

    /// Appends the text with quotes around it.
    static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
                out.append(c);
            } else if (Character.isSurrogate(c)) {
                i = surrogate(value, i, out);
            } else {
                escape(c, out);
            }
        }
        out.append('"');
    }

    /// Keeps a pair, and replaces half of one as Go does when reading it.
    private static int surrogate(String value, int i, StringBuilder out) {
        if (i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
            out.append(value, i, i + 2);
            return i + 1;
        }
        out.append('\ufffd');
        return i;
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> unicode(c, out);
            default -> {
                if (c < ' ') {
                    unicode(c, out);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static void unicode(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
