/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.process.TerminalDevice;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// Does what the test says, in place of a command elsewhere.
final class FakeRemote implements RemoteCommand {
    /// What the command does.
    @FunctionalInterface
    interface Behaviour {
        void run(InputStream input, OutputStream output, OutputStream errors) throws IOException, InterruptedException;
    }

    final List<TerminalDevice.Size> sizes = new CopyOnWriteArrayList<>();
    private final Behaviour behaviour;
    private final PipedOutputStream input = new PipedOutputStream();
    private final PipedInputStream received = new PipedInputStream(64 * 1024);
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    final AtomicBoolean inputEnded = new AtomicBoolean();
    private final AtomicBoolean disconnected = new AtomicBoolean();

    FakeRemote(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            received.connect(input);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public OutputStream input() {
        return new FilterOutputStream(input) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sent.write(bytes, offset, length);
                input.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                inputEnded.set(true);
                input.close();
            }
        };
    }

    @Override
    public void copyOutput(OutputStream out, OutputStream err) throws IOException, InterruptedException {
        behaviour.run(received, out, err);
    }

    @Override
    public void resize(TerminalDevice.Size size) {
        sizes.add(size);
    }

    @Override
    public void disconnect() {
        disconnected.set(true);
        try {
            received.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean isDisconnected() {
        return disconnected.get();
    }
}
