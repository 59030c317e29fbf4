/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.TimedOutException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.time.Duration;

/// kdn's end of a pipe whose other end serves `tar` in a workspace. A read or write waits only so long for a single
/// byte to pass, and no longer than until an interrupt. Time in which kdn itself does something else does not count.
final class PatientPipe implements AutoCloseable {
    private final Pipe pipe;
    private final SelectableChannel ours;
    private final Selector selector;
    private final Duration silence;

    /// @param reads whether kdn does; else it writes
    /// @param silence how long nothing may pass
    PatientPipe(Pipe pipe, boolean reads, Duration silence) throws IOException {
        this.pipe = pipe;
        this.ours = reads ? pipe.source() : pipe.sink();
        this.silence = silence;
        this.selector = Selector.open();
        var _ = ours.configureBlocking(false);
        var _ = ours.register(selector, ours.validOps());
    }

    /// What `tar` sends. A read fails with a [TimedOutException] after too long a silence.
    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                ByteBuffer into = ByteBuffer.wrap(buffer, offset, length);
                checkInterrupt();
                int count = pipe.source().read(into);
                while (count == 0 && length > 0) {
                    await("sent");
                    count = pipe.source().read(into);
                }
                return count;
            }
        };
    }

    /// What `tar` takes. A write fails with a [TimedOutException] after too long a silence.
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                ByteBuffer from = ByteBuffer.wrap(buffer, offset, length);
                checkInterrupt();
                while (from.hasRemaining()) {
                    if (pipe.sink().write(from) == 0) {
                        await("taken");
                    }
                }
            }

            @Override
            public void close() throws IOException {
                PatientPipe.this.close();
            }
        };
    }

    private void await(String what) throws IOException {
        selector.selectedKeys().clear();
        int ready = selector.select(silence.toMillis());
        checkInterrupt();
        if (ready == 0) {
            throw new TimedOutException(
                    "tar in the workspace has " + what + " nothing for " + silence.toSeconds() + " s",
                    "nothing was put in its place; see whether the workspace still answers 'kdn exec', and try again");
        }
    }

    private static void checkInterrupt() throws ClosedByInterruptException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
    }

    /// Ends the pipe for the other end, which a channel alone does not do while a selector looks at it.
    @Override
    public void close() throws IOException {
        ours.close();
        selector.close();
    }
}
