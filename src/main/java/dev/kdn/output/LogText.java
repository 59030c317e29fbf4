/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes the bytes of a log on to standard output without what would do more to a terminal than print: escape
/// sequences but colours, carriage returns at the ends of lines, other control characters. It works on bytes, so that
/// text of any encoding stays as it is; what a sequence needs to be told apart is kept until it comes.
public final class LogText extends OutputStream {
    private static final int ESC = 0x1b;
    private static final int LONGEST = 64;

    private final StandardOutput out;
    private final boolean raw;
    private final boolean colors;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    private State state = State.TEXT;

    /// @param raw whether every byte is passed on
    /// @param colors whether colours are
    public LogText(StandardOutput out, boolean raw, boolean colors) {
        this.out = out;
        this.raw = raw;
        this.colors = colors;
    }

    private enum State {
        TEXT,
        /// After a carriage return, which stays away.
        RETURN,
        ESCAPE,
        /// In a control sequence, ECMA-48 "CSI".
        CONTROL,
        /// In a string, such as a title, up to BEL or ESC \.
        STRING
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /// @throws IOException if nobody reads it any more
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (out.isClosed()) {
            throw new IOException("nobody reads the log any more");
        }
        if (raw) {
            out.write(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            take(Byte.toUnsignedInt(bytes[i]));
        }
        if (clean.size() > 0) {
            out.write(clean.toByteArray());
            clean.reset();
        }
    }

    private void take(int unit) {
        switch (state) {
            case TEXT, RETURN -> text(unit);
            case ESCAPE -> escape(unit);
            case CONTROL -> control(unit);
            case STRING -> string(unit);
        }
    }

    private void text(int unit) {
        if (state == State.RETURN && unit != '\n' && unit != '\r') {
            clean.write('\n'); // what it would have overwritten is worth reading
        }
        state = State.TEXT;
        if (unit == ESC) {
            state = State.ESCAPE;
        } else if (unit == '\r') {
            state = State.RETURN;
        } else if (unit == '\n' || unit == '\t' || (unit >= 0x20 && unit != 0x7f)) {
            clean.write(unit);
        }
    }

    /// One that does not end is not to hide what comes after its line.
    private void string(int unit) {
        if (unit == 7) {
            state = State.TEXT;
        } else if (unit == ESC) {
            state = State.ESCAPE;
        } else if (unit == '\n') {
            text(unit);
        }
    }

    private void escape(int unit) {
        sequence.reset();
        if (unit < 0x20) {
            text(unit); // it was none
            return;
        }
        state = switch (unit) {
            case '[' -> State.CONTROL;
            case ']', 'P', 'X', '^', '_' -> State.STRING;
            default -> unit < 0x30 ? State.ESCAPE : State.TEXT;
        };
    }

    private void control(int unit) {
        if (unit < 0x20 || unit > 0x7e || sequence.size() > LONGEST) {
            state = State.TEXT; // it is none
            text(unit);
        } else if (unit < 0x40) {
            sequence.write(unit);
        } else {
            if (unit == 'm' && colors && isOfColors()) {
                clean.write(ESC);
                clean.write('[');
                clean.writeBytes(sequence.toByteArray());
                clean.write('m');
            }
            state = State.TEXT;
        }
    }

    /// With other parameters it is an order to the terminal.
    private boolean isOfColors() {
        for (byte parameter : sequence.toByteArray()) {
            if ((parameter < '0' || parameter > '9') && parameter != ';' && parameter != ':') {
                return false;
            }
        }
        return true;
    }
}
