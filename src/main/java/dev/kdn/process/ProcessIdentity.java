/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process for good: unlike a bare pid it never means another, later process.
///
/// @param startTicks start time in clock ticks since boot (Linux), else in milliseconds since 1970
/// @param bootId this boot of the machine; empty where the system does not tell
public record ProcessIdentity(long pid, long startTicks, String bootId) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0; // field 3 of proc(5) "stat", the first one after the name
    private static final int START_TIME = 19; // field 22

    /// The process that has this pid now; empty if there is none or it has ended and only waits to be reaped.
    public static Optional<ProcessIdentity> of(long pid) {
        if (!Files.exists(PROC.resolve("self/stat"))) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(ProcessIdentity::withoutProc);
        }
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"), StandardCharsets.ISO_8859_1);
            return parse(pid, stat, boot.strip());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// The identity of kdn itself.
    public static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("process " + pid + " cannot see itself"));
    }

    /// Whether that very process still runs.
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /// For a file: three words.
    public String text() {
        return pid + " " + startTicks + " " + bootId;
    }

    /// What [#text] told; empty if that is nothing whole.
    public static Optional<ProcessIdentity> parse(String text) {
        String[] words = text.split(" ", -1);
        try {
            return words.length == 3
                    ? Optional.of(new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                    : Optional.empty();
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    static Optional<ProcessIdentity> parse(long pid, String stat, String bootId) {
        // The name may hold spaces and parentheses; no field after it does.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START_TIME || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]), bootId));
    }

    private static Optional<ProcessIdentity> withoutProc(ProcessHandle handle) {
        return handle.info().startInstant().map(start -> new ProcessIdentity(handle.pid(), start.toEpochMilli(), ""));
    }
}
