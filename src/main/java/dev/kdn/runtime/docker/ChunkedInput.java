/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A body in chunks, RFC 9112 section 7.1; ends with the last chunk, not with the connection.
final class ChunkedInput extends InputStream {
    private static final int MAX_DIGITS = 15;

    private final InputStream input;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedInput(InputStream input) {
        this.input = input;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /// Returns what there is of one chunk: an answer that comes in pieces is passed on in pieces.
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int count = input.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of its answer");
        }
        left -= count;
        return count;
    }

    private void beginChunk() throws IOException {
        if (begun && !ResponseHead.line(input).isEmpty()) {
            throw new IOException("the engine's answer is damaged: a chunk is too long");
        }
        begun = true;
        left = size(ResponseHead.line(input));
        if (left == 0) {
            ended = true;
            while (!ResponseHead.line(input).isEmpty()) {
                // Trailers, which nobody asked for.
            }
        }
    }

    private static long size(String line) throws IOException {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        try {
            if (digits.length() <= MAX_DIGITS && !digits.startsWith("-") && !digits.startsWith("+")) {
                return Long.parseLong(digits, 16);
            }
        } catch (NumberFormatException damaged) {
            // said below
        }
        throw new IOException("the engine's answer is damaged: no length of a chunk");
    }
}
