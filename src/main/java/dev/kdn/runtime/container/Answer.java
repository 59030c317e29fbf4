/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Function;

/// What a script prints inside, where `sh` may be anything: it cannot use up this machine's memory.
final class Answer {
    static final int MOST_BYTES = 8 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean tooLong;

    /// Gets it through a connection, in place of what came through one before.
    ///
    /// @throws EngineException if it is too long
    ProgramEnd from(Function<ProgramStreams, ProgramEnd> connection) {
        kept.reset();
        try {
            return connection.apply(ProgramStreams.to(new Bounded()));
        } catch (CancelledException e) {
            throw e;
        } catch (KdnException e) {
            if (!tooLong) {
                throw e;
            }
            throw new EngineException(
                    "the workspace's answer is too long: more than " + (MOST_BYTES >> 20) + " MiB",
                    "its sh, or what that calls, is not what it should be; 'kdn recreate' makes it anew",
                    e);
        }
    }

    String text(Charset charset) {
        return kept.toString(charset);
    }

    /// A write that fails ends the connection.
    private final class Bounded extends OutputStream {
        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > MOST_BYTES - kept.size()) {
                tooLong = true;
                throw new IOException("too long an answer");
            }
            kept.write(bytes, offset, length);
        }
    }
}
