/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.TemporaryFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The log of a program as it is kept when its workspace stops: the lines of its times, an empty line, the log. Where
/// the program wrote it stays untrusted, so everything has bounds.
final class KeptLog {
    private static final int LONGEST_LINE = 200;
    private static final long MOST_BYTES = 4L * ActivityScripts.LOG_BYTES;
    private static final int MOST_TIMES = 1_000_000;
    private static final int TIME_BYTES = 32;

    private KeptLog() {}

    /// Takes what [LogScripts#keep] printed apart, a file for each activity.
    ///
    /// @param asked those that were asked for, by their ids
    /// @return those that are kept now
    static List<String> split(Path printed, Map<String, Activity> asked, ActivityStore store) throws IOException {
        List<String> kept = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(printed), 1 << 16)) {
            for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
                String[] words = line.get().split(" ", -1);
                if (words.length != 4) {
                    throw new EngineException("what the workspace tells of its logs makes no sense");
                }
                write(
                        in,
                        store.logFile(known(asked, words[0])),
                        number(words[1], MOST_BYTES),
                        number(words[2], Long.MAX_VALUE),
                        (int) number(words[3], MOST_TIMES));
                kept.add(words[0]);
            }
        }
        return kept;
    }

    /// As much as the logs of so many activities can need.
    static OutputStream bounded(OutputStream file, int activities) {
        long most = activities * (MOST_BYTES + (long) MOST_TIMES * TIME_BYTES);
        return new FilterOutputStream(file) {
            private long written;

            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                written += length;
                if (written > most) {
                    throw new IOException("what the workspace tells of its logs does not end");
                }
                out.write(bytes, offset, length);
            }
        };
    }

    private static Activity known(Map<String, Activity> asked, String id) {
        Activity activity = asked.get(id);
        if (activity == null) {
            throw new EngineException("what the workspace tells of its logs makes no sense");
        }
        return activity;
    }

    private static void write(InputStream in, Path file, long bytes, long base, int times) throws IOException {
        Path temporary = TemporaryFiles.nameFor(file);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                copyTimes(in, out, base, times);
                copyText(in, out, bytes);
            }
            Path _ = Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            boolean _ = Files.deleteIfExists(temporary);
        }
    }

    private static void copyTimes(InputStream in, OutputStream out, long base, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            String[] words = line(in).orElseThrow(EOFException::new).split(" ", -1);
            long second = number(words[0], Long.MAX_VALUE);
            long offset = Math.max(0, number(words.length > 1 ? words[1] : "", Long.MAX_VALUE) - base);
            out.write((second + " " + offset + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write('\n');
    }

    private static void copyText(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = bytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("the log did not arrive whole");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    /// Copies the part of a kept log that is wanted.
    static void copy(Path file, Optional<Integer> lines, Optional<Instant> since, OutputStream out) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long start = since.isPresent() ? Long.MAX_VALUE : 0;
            for (String line = line(in).orElse(""); !line.isEmpty(); line = line(in).orElse("")) {
                String[] words = line.split(" ", 2);
                boolean wanted = since.isPresent()
                        && number(words[0], Long.MAX_VALUE) >= since.get().getEpochSecond();
                if (wanted) {
                    start = Math.min(start, number(words[1], Long.MAX_VALUE));
                }
            }
            byte[] rest = rest(in, start);
            int from = lines.map(count -> lastLines(rest, count)).orElse(0);
            out.write(rest, from, rest.length - from);
            out.flush();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    private static byte[] rest(InputStream in, long start) throws IOException {
        try {
            in.skipNBytes(start);
            return in.readAllBytes();
        } catch (EOFException behindTheEnd) {
            return new byte[0];
        }
    }

    private static int lastLines(byte[] text, int count) {
        int left = count;
        int at = text.length;
        if (left == 0) {
            return at;
        }
        // The last line feed ends the last line and begins none.
        for (at = text.length - 1; at > 0; at--) {
            if (text[at - 1] == '\n' && --left == 0) {
                return at;
            }
        }
        return 0;
    }

    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && line.isEmpty()) {
                return Optional.empty();
            }
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("not a line of a log's beginning");
            }
            line.append((char) c);
        }
        return Optional.of(line.toString());
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new EngineException("what the workspace tells of its logs makes no sense", null, none);
        }
        throw new EngineException("what the workspace tells of its logs makes no sense");
    }
}
