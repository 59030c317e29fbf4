/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// Finds programs of this machine, and all that they started, by a variable of their environment, and signals them.
/// Linux only: elsewhere nothing is ever found.
///
/// A process that has cleared its environment belongs to the program whose session it is in, as long as the leader of
/// that session carries the variable or has ended. Identities are compared again right before a signal; what happens
/// between that and the signal, the kernel's own shortest moment, cannot be excluded without a pidfd.
public final class MarkedPrograms {
    private static final Path PROC = Path.of("/proc");
    private static final int SESSION = 3; // field 6 of proc(5) "stat", counted from the state
    private static final long PAUSE_MILLIS = 20;
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private final String variable;

    /// Programs that have this variable.
    public MarkedPrograms(String variable) {
        this.variable = variable;
    }

    /// Whether this system shows the environment of programs, by which they are found.
    public static boolean areVisible() {
        return Files.isReadable(PROC.resolve("self/environ"));
    }

    /// The values of the variable in what lives now.
    public Set<String> alive() {
        Set<String> values = new HashSet<>();
        for (long pid : pids()) {
            mark(pid).ifPresent(values::add);
        }
        return values;
    }

    /// What lives now and has the variable: its value by process id.
    public Map<Long, String> marks() {
        Map<Long, String> marks = new HashMap<>();
        for (long pid : pids()) {
            mark(pid).ifPresent(value -> marks.put(pid, value));
        }
        return marks;
    }

    /// Signals everything that belongs to the values.
    ///
    /// @param spared processes to leave out
    /// @return whether there was anything, spared or not
    public boolean signal(Set<String> wanted, int signal, LongPredicate spared) {
        return new Family(wanted, spared).signal(signal);
    }

    /// Asks everything that belongs to the values to end, waits, then kills what is left.
    ///
    /// @param spared processes that end by themselves, and get a signal only if they do not
    /// @return whether a kill was needed; empty if something is still there
    public Optional<Boolean> end(Set<String> wanted, int signal, Duration grace, LongPredicate spared) {
        Family family = new Family(wanted, spared);
        if (!family.signal(signal)) {
            Child.pause(); // a process shows no environment at the moment of its exec
            boolean _ = family.signal(signal);
        }
        if (family.isGone(grace)) {
            return Optional.of(false);
        }
        long end = System.nanoTime() + AFTER_KILL.toNanos();
        while (System.nanoTime() < end) {
            boolean _ = family.signal(Posix.SIGKILL);
            if (family.isGone(Duration.ofMillis(5 * PAUSE_MILLIS))) {
                return Optional.of(true);
            }
        }
        // What was spared has nothing left to wait for.
        Family whole = family.withoutExceptions();
        boolean _ = whole.signal(Posix.SIGKILL);
        return whole.isGone(AFTER_KILL) ? Optional.of(true) : Optional.empty();
    }

    /// What belongs to the values. Who has been seen stays a member, for the one by whom it was found may end first.
    private final class Family {
        private final Set<String> wanted;
        private final LongPredicate spared;
        private Map<Long, ProcessIdentity> members = Map.of();

        Family(Set<String> wanted, LongPredicate spared) {
            this.wanted = wanted;
            this.spared = spared;
        }

        Family withoutExceptions() {
            Family same = new Family(wanted, pid -> false);
            same.members = members;
            return same;
        }

        boolean signal(int signal) {
            look();
            for (ProcessIdentity member : members.values()) {
                if (!spared.test(member.pid()) && member.isAlive()) {
                    boolean _ = Posix.kill(Math.toIntExact(member.pid()), signal);
                }
            }
            return !members.isEmpty();
        }

        boolean isGone(Duration limit) {
            long end = System.nanoTime() + limit.toNanos();
            look();
            while (!members.isEmpty()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                Child.pause();
                Child.pause();
                look();
            }
            return true;
        }

        private void look() {
            Map<Long, Optional<String>> marks = new TreeMap<>();
            pids().forEach(pid -> marks.put(pid, mark(pid)));
            Set<Long> sessions = new HashSet<>();
            for (long pid : marks.keySet()) {
                if (isOurs(pid, marks)) {
                    session(pid).ifPresent(sessions::add);
                }
            }
            sessions.removeIf(leader ->
                    leader == 0 || (marks.getOrDefault(leader, Optional.of("")).isEmpty() && !isMember(leader)));
            Map<Long, ProcessIdentity> found = new TreeMap<>(); // parents mostly come before their children
            marks.forEach((pid, mark) -> {
                boolean belongs = isOurs(pid, marks)
                        || (mark.isEmpty()
                                && session(pid).filter(sessions::contains).isPresent());
                if (belongs) {
                    ProcessIdentity.of(pid).ifPresent(identity -> found.put(pid, identity));
                }
            });
            members = found;
        }

        private boolean isOurs(long pid, Map<Long, Optional<String>> marks) {
            return isMember(pid)
                    || marks.getOrDefault(pid, Optional.empty())
                            .filter(wanted::contains)
                            .isPresent();
        }

        private boolean isMember(long pid) {
            ProcessIdentity seen = members.get(pid);
            return seen != null && seen.isAlive();
        }
    }

    private static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(String.valueOf(entry.getFileName()));
                if (pid > 1 && pid != self) {
                    pids.add(pid);
                }
            }
        } catch (IOException | NumberFormatException noProc) {
            return pids;
        }
        return pids;
    }

    private Optional<String> mark(long pid) {
        String start = variable + "=";
        try {
            String all = new String(Files.readAllBytes(PROC.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
            for (int at = 0; at < all.length(); at = Math.max(at + 1, all.indexOf('\0', at) + 1)) {
                int end = all.indexOf('\0', at);
                if (all.startsWith(start, at)) {
                    return Optional.of(all.substring(at + start.length(), end < 0 ? all.length() : end));
                }
                if (end < 0) {
                    break;
                }
            }
        } catch (IOException goneOrSomebodyElses) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Long> session(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[SESSION]));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
            return Optional.empty();
        }
    }
}
