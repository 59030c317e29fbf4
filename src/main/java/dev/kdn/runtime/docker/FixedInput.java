/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A body whose length was told.
final class FixedInput extends InputStream {
    private final InputStream input;
    private long left;

    FixedInput(InputStream input, long length) {
        this.input = input;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = input.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of its answer");
        }
        left -= count;
        return count;
    }
}
