/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.TerminalDevice;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A tiny kdn for [RawTerminalIT]. It ends as kdn does: without shutdown hooks.
final class TerminalProbe {
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private TerminalProbe() {}

    static void main(String[] args) throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.install(Thread.currentThread());
        if (args[0].equals("stuck")) {
            hang(cancellation);
        }
        UserTerminal terminal = new UserTerminal(
                new FileInputStream(FileDescriptor.in), OUT, new FileOutputStream(FileDescriptor.err), cancellation);
        int code;
        try {
            Ending ending = terminal.connectRaw(new Keys(), DetachKeys.DEFAULT);
            say("probe: " + ending + "\n");
            code = 0;
        } catch (CancelledException e) {
            code = 128 + cancellation.signal().orElse(0);
        } catch (EngineException e) {
            say("probe: " + e.getMessage() + "\n");
            code = 1;
        } catch (Throwable e) {
            say("probe: " + e + "\n");
            code = 70;
        }
        Runtime.getRuntime().halt(code);
    }

    /// In raw mode for ever: only what is done lastly can help.
    private static void hang(Cancellation cancellation) throws IOException {
        RawTerminal terminal = RawTerminal.enter(new TerminalDevice(0), cancellation, () -> {});
        say("ready " + ProcessHandle.current().pid() + "\r\n");
        while (terminal != null) {
            LockSupport.park();
            boolean ignored = Thread.interrupted();
        }
    }

    private static synchronized void say(String text) throws IOException {
        OUT.write(text.getBytes(US_ASCII));
    }

    /// Tells which keys arrive. Some do something: q ends, b breaks the connection, x has a bug, f fills the screen.
    private static final class Keys implements RemoteCommand {
        private final LinkedBlockingQueue<Integer> keys = new LinkedBlockingQueue<>();

        @Override
        public OutputStream input() {
            return new OutputStream() {
                @Override
                public void write(int key) {
                    keys.add(key & 0xff);
                }
            };
        }

        @Override
        public void copyOutput(OutputStream output, OutputStream errors) throws IOException, InterruptedException {
            say("ready " + ProcessHandle.current().pid() + "\r\n");
            while (true) {
                int key = keys.take();
                switch (key) {
                    case 'q' -> {
                        return;
                    }
                    case 'b' -> throw new IOException("the engine is gone");
                    case 'x' -> throw new IllegalStateException("a bug");
                    case 'f' -> output.write("\033[?1049h\033[?25l\033[?2004h\033[?1002h".getBytes(US_ASCII));
                    default -> output.write(("<" + Integer.toHexString(key) + ">\r\n").getBytes(US_ASCII));
                }
            }
        }

        @Override
        public void resize(TerminalDevice.Size size) {
            try {
                say("size " + size.rows() + "x" + size.columns() + "\r\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void disconnect() {
            keys.add((int) 'q');
        }
    }
}
