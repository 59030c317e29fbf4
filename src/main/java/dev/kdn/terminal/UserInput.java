/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Standard input for several sessions in turn. Nothing can interrupt a read of it, so a daemon thread reads, one
/// piece ahead; a piece that the ended session did not take is the next one's.
final class UserInput {
    private static final int PIECE = 32 * 1024;
    private static final byte[] END = {};

    private final InputStream source;
    private boolean started;
    private byte @Nullable [] piece;

    UserInput(InputStream source) {
        this.source = source;
    }

    /// Waits for some bytes.
    ///
    /// @param over whether nobody wants them any more; asked again after [#wake]
    /// @return no bytes at the end of the input, each time again; nothing when it is over
    synchronized Optional<byte[]> take(BooleanSupplier over) throws InterruptedException {
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("kdn-stdin").start(this::readAll);
        }
        while (piece == null && !over.getAsBoolean()) {
            wait();
        }
        if (over.getAsBoolean()) {
            return Optional.empty();
        }
        byte[] taken = piece == null ? END : piece;
        if (taken.length > 0) {
            piece = null;
            notifyAll();
        }
        return Optional.of(taken);
    }

    /// Has whoever waits ask whether it is over.
    synchronized void wake() {
        notifyAll();
    }

    private void readAll() {
        byte[] buffer = new byte[PIECE];
        try {
            byte[] read;
            do {
                read = read(buffer);
                give(read);
            } while (read.length > 0);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void give(byte[] read) throws InterruptedException {
        while (piece != null) {
            wait();
        }
        piece = read;
        notifyAll();
    }

    /// One piece; a terminal that is gone, or a stream that cannot be read, has ended.
    private byte[] read(byte[] buffer) {
        try {
            int count = source.read(buffer);
            return count <= 0 ? END : Arrays.copyOf(buffer, count);
        } catch (IOException gone) {
            return END;
        }
    }
}
