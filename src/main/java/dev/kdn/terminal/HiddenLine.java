/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.error.InvalidInputException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.TerminalDevice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Asks for a line that nobody is to see. The terminal shows nothing while it is typed and has its settings back
/// whatever happens.
public final class HiddenLine {
    private static final TerminalDevice KEYBOARD = new TerminalDevice(0);
    // What a terminal keeps of one line.
    private static final int MOST = 4095;

    private final InputStream in;
    private final OutputStream err;
    private final Cancellation cancellation;

    /// @param in raw standard input, a terminal
    /// @param err where the question goes
    public HiddenLine(InputStream in, OutputStream err, Cancellation cancellation) {
        this.in = in;
        this.err = err;
        this.cancellation = cancellation;
    }

    /// The line without its end. A signal ends the process at once.
    ///
    /// @param question without the blank behind it
    /// @throws InvalidInputException if the line is longer than terminals can take
    public String ask(String question) {
        byte[] before = KEYBOARD.settings();
        Runnable restore = () -> {
            boolean _ = KEYBOARD.apply(before); // else there is no terminal any more
            write("\n");
        };
        return cancellation.endingAtOnce(restore, () -> {
            boolean _ = KEYBOARD.apply(TerminalDevice.silent(before));
            write(question + " ");
            try {
                return line();
            } finally {
                restore.run();
            }
        });
    }

    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (IOException ended) {
            return "";
        }
        if (line.size() >= MOST) {
            throw new InvalidInputException(
                    "a line of this length cannot be typed into a terminal", "give it by a file or a pipe");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void write(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException unheard) {
            // There is nowhere left to ask.
        }
    }
}
