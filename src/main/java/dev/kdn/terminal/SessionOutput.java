/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// One of kdn's own output streams, for one session: unbuffered, and it tells when it cannot be written.
final class SessionOutput extends OutputStream {
    private final OutputStream target;
    private final BooleanSupplier over;
    private final Consumer<IOException> failed;

    /// @param over whether the session has ended: what comes then is refused
    SessionOutput(OutputStream target, BooleanSupplier over, Consumer<IOException> failed) {
        this.target = target;
        this.over = over;
        this.failed = failed;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (over.getAsBoolean()) {
            throw new IOException("the session has ended");
        }
        try {
            target.write(bytes, offset, length);
            target.flush();
        } catch (IOException e) {
            failed.accept(e);
            throw e;
        }
    }
}
