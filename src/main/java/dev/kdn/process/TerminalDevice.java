/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.kdn.error.UnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The terminal behind a file descriptor.
///
/// @param descriptor 0 for standard input
public record TerminalDevice(int descriptor) {
    /// Rows and columns; both 0 where there is no terminal, or none that knows its size.
    public record Size(int rows, int columns) {}

    /// Whether there is one.
    public boolean isTerminal() {
        try (Arena arena = Arena.ofConfined()) {
            return askSize(arena.allocate(8, 8)) >= 0;
        }
    }

    /// The settings, byte for byte as the system keeps them.
    ///
    /// @throws UnavailableException if there is no terminal, or one that kdn cannot handle
    public byte[] settings() {
        TerminalModes modes = Posix.terminalModes();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment settings = arena.allocate(modes.layout().size());
            int result = Posix.calls().ioctl(descriptor, modes.requests().read(), settings);
            if (result < 0) {
                throw new UnavailableException(
                        "cannot read the settings of the terminal: " + Posix.errorText(-result),
                        "without a terminal, as in 'kdn terminal NAME -- COMMAND </dev/null', none are needed");
            }
            return settings.toArray(JAVA_BYTE);
        }
    }

    /// These settings changed so that every byte comes and goes as it is.
    public static byte[] raw(byte[] settings) {
        return Posix.terminalModes().raw(settings);
    }

    /// These settings changed so that nothing that is typed is shown; lines can be edited as before.
    public static byte[] silent(byte[] settings) {
        return Posix.terminalModes().silent(settings);
    }

    /// Puts the settings in force without waiting for output that is under way, which could take for ever.
    ///
    /// A process in the background is stopped by the system when it tries.
    ///
    /// @return whether it was possible
    public boolean apply(byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, settings);
            return Posix.calls()
                            .ioctl(descriptor, Posix.terminalModes().requests().write(), copy)
                    >= 0;
        }
    }

    /// The size at this moment.
    public Size size() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(8, 8);
            return askSize(size) < 0 ? new Size(0, 0) : new Size(unsigned(size, 0), unsigned(size, 2));
        }
    }

    /// Whether the terminal belongs to another job of the shell at this moment.
    public boolean isElsewhere() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocate(8, 8);
            // Fails where the terminal is not the one that controls this process: then there are no jobs.
            return Posix.calls()
                                    .ioctl(
                                            descriptor,
                                            Posix.terminalModes().requests().foreground(),
                                            group)
                            >= 0
                    && group.get(JAVA_INT, 0) != Posix.calls().processGroup();
        }
    }

    private int askSize(MemorySegment answer) {
        return Posix.calls().ioctl(descriptor, Posix.terminalModes().requests().size(), answer);
    }

    private static int unsigned(MemorySegment size, long offset) {
        return Short.toUnsignedInt(size.get(JAVA_SHORT, offset));
    }
}
