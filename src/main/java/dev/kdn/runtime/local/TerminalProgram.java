/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.process.PseudoTerminal;
import dev.kdn.process.TerminalDevice;
import dev.kdn.terminal.RemoteCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// A program in a sandbox that has a terminal of its own, so that it cannot type into the user's.
final class TerminalProgram implements RemoteCommand {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final int END_OF_INPUT = 4; // Ctrl-D

    private final PseudoTerminal terminal;
    private final Process process;
    private volatile boolean disconnected;

    TerminalProgram(PseudoTerminal terminal, Process process) {
        this.terminal = terminal;
        this.process = process;
    }

    @Override
    public OutputStream input() {
        return new Keyboard();
    }

    @Override
    public void copyOutput(OutputStream out, OutputStream err) throws IOException {
        byte[] buffer = new byte[16 << 10];
        boolean open = true;
        while (open && !disconnected) {
            boolean alive = process.isAlive();
            int count = terminal.read(buffer, alive ? PATIENCE : Duration.ZERO);
            if (count > 0) {
                out.write(buffer, 0, count);
            }
            // What it left running may keep the terminal open for ever.
            open = count > 0 || (count == 0 && alive);
        }
    }

    @Override
    public void resize(TerminalDevice.Size size) {
        terminal.resize(size);
    }

    @Override
    public void disconnect() {
        disconnected = true;
    }

    private final class Keyboard extends OutputStream {
        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            terminal.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            write(END_OF_INPUT);
        }
    }
}
