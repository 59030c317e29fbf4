/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What Linux tells of a process in `/proc/PID/stat`, see proc(5).
///
/// @param parent its id
/// @param session the id of the session's leader
/// @param ticks of processor time that it has used, [#TICKS_PER_SECOND]
/// @param startTicks when it began, by which it can be told from another one of the same id
/// @param pages of memory that it has
public record ProcessReading(long pid, long parent, long session, long ticks, long startTicks, long pages) {
    /// The same on all machines that Linux runs on.
    public static final int TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");
    // Fields, counted from the state, which is the first one after the name.
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int START = 19;
    private static final int PAGES = 21;

    /// Reads the line; empty for a process that has ended, or for something else.
    public static Optional<ProcessReading> parse(String line) {
        int name = line.indexOf(" (");
        int end = line.lastIndexOf(") ");
        if (name < 0 || end < name) {
            return Optional.empty();
        }
        String[] fields = line.substring(end + 2).strip().split(" ", -1);
        try {
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new ProcessReading(
                    Long.parseLong(line.substring(0, name).strip()),
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]),
                    Long.parseLong(fields[START]),
                    Long.parseLong(fields[PAGES])));
        } catch (IndexOutOfBoundsException | NumberFormatException otherLine) {
            return Optional.empty();
        }
    }

    /// All processes of this machine that can be seen; none where it is not Linux.
    public static List<ProcessReading> all() {
        List<ProcessReading> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                one(entry).ifPresent(all::add);
            }
        } catch (IOException noProc) {
            return all;
        }
        return all;
    }

    private static Optional<ProcessReading> one(Path folder) {
        try {
            return parse(Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// The size of a page on this machine.
    public static OptionalLong pageBytes() {
        try (var lines = Files.lines(PROC.resolve("self/smaps"), StandardCharsets.ISO_8859_1)) {
            return lines.map(ProcessReading::pageBytes)
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .orElse(OptionalLong.empty());
        } catch (IOException | java.io.UncheckedIOException unknown) {
            return OptionalLong.empty();
        }
    }

    /// The size of a page, if that is what the line of `/proc/PID/smaps` tells.
    public static OptionalLong pageBytes(String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length != 3 || !words[0].equals("KernelPageSize:") || !words[2].equals("kB")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(words[1]) << 10);
        } catch (NumberFormatException otherLine) {
            return OptionalLong.empty();
        }
    }
}
