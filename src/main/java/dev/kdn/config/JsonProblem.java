/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/// What is wrong with a text that is no JSON, for the person who wrote it.
final class JsonProblem {
    private final String text;
    private final int offset;

    private JsonProblem(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    /// Such as `invalid JSON: a comma is missing before '"' (workspace.json:3:5)`, without the file.
    static String describe(String text, JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early: a bracket, brace or quote is not closed";
        }
        JsonLocation location = e.getLocation();
        int offset = location == null ? -1 : (int) location.getCharOffset();
        return new JsonProblem(text, Math.min(offset, text.length() - 1)).describe();
    }

    private String describe() {
        if (offset < 0) {
            return "it is not JSON";
        }
        char found = text.charAt(offset);
        if (offset > 0 && text.charAt(offset - 1) == '\\') {
            return "unknown escape '\\" + found + "'; a backslash itself is written '\\\\'";
        }
        if (Character.isLetter(found)) {
            return "unknown word '" + word() + "'; strings need double quotes";
        }
        return switch (found) {
            case '\'' -> "strings need double quotes, not single ones";
            case '/', '#' -> "JSON has no comments";
            case '}', ']' -> before() == ',' ? "a comma with nothing after it" : unexpected(found);
            case '"', '{', '[' ->
                isEndOfValue(before()) ? "a comma is missing before '" + found + "'" : unexpected(found);
            case '\n', '\r' -> "a string is not closed at the end of its line";
            default -> unexpected(found);
        };
    }

    private static String unexpected(char found) {
        return found < ' ' ? "a control character that must be written as an escape" : "unexpected '" + found + "'";
    }

    private String word() {
        int start = offset;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        int end = offset;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /// The last character before the place that is no white space.
    private char before() {
        int last = offset - 1;
        while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last < 0 ? ' ' : text.charAt(last);
    }

    private static boolean isEndOfValue(char character) {
        return Character.isLetterOrDigit(character) || "\"}]".indexOf(character) >= 0;
    }
}
