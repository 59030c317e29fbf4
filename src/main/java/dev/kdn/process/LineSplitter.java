/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts a stream of bytes into lines as they come. A lone carriage return ends a line too, since progress bars use it;
/// a line without an end is handed on in pieces.
final class LineSplitter {
    static final int MAX_LINE_BYTES = 8192;

    private final Consumer<String> lines;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int length;
    private boolean afterReturn;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            add(bytes[i]);
        }
    }

    /// Hands on what is left when the stream has ended.
    void end() {
        if (length > 0) {
            flush();
        }
    }

    private void add(byte next) {
        boolean secondOfPair = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (next == '\n' || next == '\r') {
            if (!secondOfPair) {
                flush();
            }
            return;
        }
        boolean insideCharacter = (next & 0xC0) == 0x80;
        if (length == MAX_LINE_BYTES || (length > MAX_LINE_BYTES - 4 && !insideCharacter)) {
            flush();
        }
        line[length++] = next;
    }

    private void flush() {
        lines.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        length = 0;
    }
}
