/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a system keeps the settings of a terminal. Values of `<termios.h>`, `<asm-generic/termbits.h>` and
/// `<sys/ttycom.h>`; machines whose numbers differ answer with an error.
record TerminalModes(Requests requests, Layout layout, Bits bits) {
    /// Four words of 32 bits, one byte, 19 characters.
    static final TerminalModes LINUX = new TerminalModes(
            new Requests(0x5401, 0x5402, 0x5413, 0x540f),
            new Layout(36, 4, 17 + 6, 17 + 5),
            new Bits(0x5eb, 0x804b, 0x130, 0x30));

    /// Four words of 64 bits, 20 characters, two speeds.
    static final TerminalModes MAC = new TerminalModes(
            new Requests(0x40487413L, 0x80487414L, 0x40087468L, 0x40047477L),
            new Layout(72, 8, 32 + 16, 32 + 17),
            new Bits(0x3eb, 0x598, 0x1300, 0x300));

    private static final int INPUT_WORD = 0;
    private static final int OUTPUT_WORD = 1;
    private static final int CONTROL_WORD = 2;
    private static final int LOCAL_WORD = 3;
    private static final int OPOST = 1;
    private static final int ECHO = 8;

    /// Numbers for ioctl(2).
    ///
    /// @param read get the settings
    /// @param write set them at once
    /// @param size get rows and columns
    /// @param foreground get the process group that the terminal belongs to
    record Requests(long read, long write, long size, long foreground) {}

    /// Where things are in the settings, in bytes.
    ///
    /// @param size of all
    /// @param word of one word of flags; input, output, control and local flags come first
    /// @param minimum where the character VMIN is
    /// @param time where the character VTIME is
    record Layout(int size, int word, int minimum, int time) {}

    /// What raw mode changes.
    ///
    /// @param input IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON
    /// @param local ECHO, ECHONL, ICANON, ISIG, IEXTEN
    /// @param characterSize CSIZE and PARENB
    /// @param eightBits CS8
    record Bits(int input, int local, int characterSize, int eightBits) {}

    /// The settings changed as cfmakeraw(3) does: every byte comes and goes as it is, and reading waits for one.
    byte[] raw(byte[] settings) {
        ByteBuffer raw = ByteBuffer.wrap(settings.clone()).order(ByteOrder.nativeOrder());
        change(raw, INPUT_WORD, bits.input, 0);
        change(raw, OUTPUT_WORD, OPOST, 0);
        change(raw, CONTROL_WORD, bits.characterSize, bits.eightBits);
        change(raw, LOCAL_WORD, bits.local, 0);
        raw.put(layout.minimum, (byte) 1);
        raw.put(layout.time, (byte) 0);
        return raw.array();
    }

    /// The settings without ECHO, which is the same bit everywhere.
    byte[] silent(byte[] settings) {
        ByteBuffer silent = ByteBuffer.wrap(settings.clone()).order(ByteOrder.nativeOrder());
        change(silent, LOCAL_WORD, ECHO, 0);
        return silent.array();
    }

    /// All flags are in the first half of a word that has 64 bits: macOS is little-endian.
    private void change(ByteBuffer settings, int word, int off, int on) {
        int position = word * layout.word;
        settings.putInt(position, (settings.getInt(position) & ~off) | on);
    }
}
