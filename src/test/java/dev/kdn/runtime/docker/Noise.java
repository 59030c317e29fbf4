/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.CRC32C;

/// Binary data without a pattern, and their check sum. There is no Ctrl-P among them, with which engines detach.
final class Noise extends OutputStream {
    private static final byte CTRL_P = 0x10;
    private static final int PIECE = 64 << 10;

    private final CRC32C sum = new CRC32C();
    private long length;

    /// Writes the noise.
    static void write(OutputStream output, long bytes) throws IOException {
        Random random = new Random(7);
        byte[] piece = new byte[PIECE];
        for (long left = bytes; left > 0; left -= Math.min(left, piece.length)) {
            random.nextBytes(piece);
            for (int i = 0; i < piece.length; i++) {
                piece[i] = piece[i] == CTRL_P ? 0 : piece[i];
            }
            output.write(piece, 0, (int) Math.min(left, piece.length));
        }
    }

    /// Length and check sum of what [#write] writes.
    static String sumOf(long bytes) throws IOException {
        Noise noise = new Noise();
        write(noise, bytes);
        return noise.sum();
    }

    String sum() {
        return length + " bytes, " + Long.toHexString(sum.getValue());
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        sum.update(bytes, offset, count);
        length += count;
    }
}
