/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Copies streams to an engine.
final class RequestBody {
    static final int BUFFER = 32 << 10;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private RequestBody() {}

    /// What is to be sent cannot be read: not the engine's fault.
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(Exception cause) {
            super("cannot read what is to be sent: " + cause.getMessage(), cause);
        }
    }

    /// In chunks, RFC 9112 section 7.1, with the last one.
    ///
    /// @param sent told after each
    /// @throws Unreadable if it is `body` that fails
    static void sendChunks(InputStream body, OutputStream output, Runnable sent) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            if (count > 0) {
                output.write(Integer.toHexString(count).getBytes(StandardCharsets.US_ASCII));
                output.write(LINE_END);
                output.write(buffer, 0, count);
                output.write(LINE_END);
                sent.run();
            }
        }
        output.write(LAST_CHUNK);
        output.flush();
    }

    private static int read(InputStream body, byte[] buffer) throws Unreadable {
        try {
            return body.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(e);
        }
    }

    /// As it is and as it comes, and its end too.
    static void feed(InputStream input, Wire wire) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            wire.output().write(buffer, 0, count);
            wire.output().flush();
        }
        wire.endOutput();
    }
}
