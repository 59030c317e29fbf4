/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.error.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Standard output, for results only. The stream is the raw one: a `PrintStream` would hide failed writes.
public final class StandardOutput {
    private final OutputStream stream;
    private boolean closed;

    public StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /// Writes the line and its end.
    public void line(String text) {
        write(text + "\n");
    }

    public void write(String text) {
        write(Utf8.bytes(text));
    }

    /// Whether the reader has gone.
    public boolean isClosed() {
        return closed;
    }

    /// Writes everything in one call. When the reader has gone (`| head`), it and all that follows is dropped quietly.
    ///
    /// @throws OutputException if the bytes cannot be written for any other reason
    public void write(byte[] bytes) {
        if (closed) {
            return;
        }
        try {
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // The system's own word; every translation of EPIPE in glibc keeps "pipe".
            if (!reason.toLowerCase(Locale.ROOT).contains("pipe")) {
                throw new OutputException("cannot write to standard output: " + reason, null, e);
            }
            closed = true;
        }
    }
}
