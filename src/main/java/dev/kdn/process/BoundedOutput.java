/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps the first and the last half of what a program prints, up to a limit: results stand at the beginning, and the
/// error of a long build at the end. A line in between tells how much was left out.
final class BoundedOutput {
    private final int half;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private byte[] ring = {};
    private long tailBytes;

    BoundedOutput(int limit) {
        this.half = Math.max(1, limit / 2);
    }

    synchronized void add(byte[] bytes, int length) {
        int toHead = Math.min(length, half - head.size());
        head.write(bytes, 0, toHead);
        if (toHead < length) {
            addToTail(bytes, toHead, length);
        }
    }

    private void addToTail(byte[] bytes, int from, int to) {
        if (ring.length == 0) {
            ring = new byte[half];
        }
        for (int i = from; i < to; i++) {
            ring[(int) (tailBytes++ % half)] = bytes[i];
        }
    }

    /// The kept output, decoded as UTF-8; what is not UTF-8 becomes U+FFFD.
    synchronized String text() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(head.size() + ring.length + 40);
        kept.writeBytes(head.toByteArray());
        if (tailBytes <= half) {
            kept.write(ring, 0, (int) tailBytes);
            return kept.toString(StandardCharsets.UTF_8);
        }
        kept.writeBytes(("\n[" + (tailBytes - half) + " bytes left out]\n").getBytes(StandardCharsets.US_ASCII));
        int oldest = (int) (tailBytes % half);
        kept.write(ring, oldest, half - oldest);
        kept.write(ring, 0, oldest);
        return kept.toString(StandardCharsets.UTF_8);
    }
}
