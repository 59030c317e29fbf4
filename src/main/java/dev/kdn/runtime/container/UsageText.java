/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.process.ProcessReading;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramUsage;
import dev.kdn.runtime.Usage;
import dev.kdn.runtime.Usage.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What the script of [ContainerStats] prints: sections that begin with a mark and a name, of which some come twice.
final class UsageText {
    // The first version of control groups has no word for "no limit", but a number that no machine reaches.
    private static final long NO_LIMIT = 1L << 60;
    // That of the numbers; twenty times as long is slept.
    private static final double LEAST_SECONDS = 0.01;
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private final Map<String, List<List<String>>> sections;

    private UsageText(Map<String, List<List<String>>> sections) {
        this.sections = sections;
    }

    /// @param mark that nobody can guess: processes have names of which some look like lines of this text
    static UsageText of(String text, String mark) {
        Map<String, List<List<String>>> sections = new HashMap<>();
        List<String> open = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(mark)) {
                open = new ArrayList<>();
                sections.computeIfAbsent(line.substring(mark.length()), _ -> new ArrayList<>())
                        .add(open);
            } else {
                open.add(line.strip());
            }
        }
        return new UsageText(sections);
    }

    boolean isComplete() {
        return sections.containsKey("end");
    }

    Usage usage() {
        return new Usage(cpu(), memory(), memoryLimit(), pids(), disk(), network(), programs());
    }

    private List<String> lines(String section, int which) {
        List<List<String>> all = sections.getOrDefault(section, List.of());
        return all.size() > which ? all.get(which) : List.of();
    }

    /// Between the two looks; 0 if that is not known.
    private double seconds() {
        OptionalDouble begin = uptime(0);
        OptionalDouble end = uptime(1);
        double seconds = begin.isPresent() && end.isPresent() ? end.getAsDouble() - begin.getAsDouble() : 0;
        return Double.isFinite(seconds) && seconds >= LEAST_SECONDS ? seconds : 0; // no figure may be infinite
    }

    private OptionalDouble uptime(int which) {
        try {
            return lines("uptime", which).stream()
                    .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[0]))
                    .findFirst();
        } catch (NumberFormatException unknown) {
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble cpu() {
        OptionalDouble microseconds = difference(which -> member(lines("cpu", which), "usage_usec"));
        OptionalDouble nanoseconds = difference(which -> number(lines("cpuacct", which)));
        if (seconds() <= 0 || (microseconds.isEmpty() && nanoseconds.isEmpty())) {
            return OptionalDouble.empty();
        }
        double used = microseconds.isPresent() ? microseconds.getAsDouble() / 1e6 : nanoseconds.getAsDouble() / 1e9;
        return OptionalDouble.of(100 * used / seconds());
    }

    /// Looks something up in one of two readings.
    private interface Reading {
        OptionalLong of(int which);
    }

    private static OptionalDouble difference(Reading reading) {
        OptionalLong before = reading.of(0);
        OptionalLong after = reading.of(1);
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of((double) (after.getAsLong() - before.getAsLong()))
                : OptionalDouble.empty();
    }

    /// The engines' own clients count so, too.
    private OptionalLong memory() {
        OptionalLong used = number(lines("memory", 0));
        List<String> parts = lines("memory-stat", 0);
        OptionalLong total = member(parts, "total_inactive_file");
        OptionalLong cached = total.isPresent() ? total : member(parts, "inactive_file");
        return used.isEmpty() ? used : OptionalLong.of(Math.max(0, used.getAsLong() - cached.orElse(0)));
    }

    private OptionalLong memoryLimit() {
        OptionalLong limit = number(lines("memory-limit", 0));
        return limit.isPresent() && limit.getAsLong() < NO_LIMIT ? limit : OptionalLong.empty();
    }

    /// Without those that measured: the shell, and `cat`.
    private OptionalLong pids() {
        OptionalLong pids = number(lines("pids", 0));
        return pids.isEmpty() ? pids : OptionalLong.of(Math.max(0, pids.getAsLong() - 2));
    }

    private Traffic disk() {
        OptionalLong read = OptionalLong.empty();
        OptionalLong written = OptionalLong.empty();
        for (String line : lines("io", 0)) {
            for (String word : line.split(" ", -1)) {
                read = word.startsWith("rbytes=") ? plus(read, word.substring("rbytes=".length())) : read;
                written = word.startsWith("wbytes=") ? plus(written, word.substring("wbytes=".length())) : written;
            }
        }
        for (String line : lines("blkio", 0)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                read = words[1].equals("Read") ? plus(read, words[2]) : read;
                written = words[1].equals("Write") ? plus(written, words[2]) : written;
            }
        }
        return new Traffic(read, written);
    }

    private Traffic network() {
        OptionalLong received = OptionalLong.empty();
        OptionalLong sent = OptionalLong.empty();
        for (String line : lines("network", 0)) {
            int colon = line.indexOf(':');
            String[] words = line.substring(colon + 1).strip().split(" +", -1);
            if (colon > 0 && !line.startsWith("lo:") && words.length > SENT) {
                received = plus(received, words[RECEIVED]);
                sent = plus(sent, words[SENT]);
            }
        }
        return new Traffic(received, sent);
    }

    private static OptionalLong plus(OptionalLong sum, String more) {
        OptionalLong number = number(List.of(more));
        return number.isEmpty() ? sum : OptionalLong.of(sum.orElse(0) + number.getAsLong());
    }

    private Map<String, ProgramUsage> programs() {
        Map<Long, String> tokens = new HashMap<>();
        String variable = ProgramAccess.TOKEN + "=";
        for (String line : lines("tokens", 0)) {
            int space = line.indexOf(' ');
            if (space > 0 && line.startsWith(variable, space + 1)) {
                number(List.of(line.substring(0, space)))
                        .ifPresent(pid -> tokens.put(pid, line.substring(space + 1 + variable.length())));
            }
        }
        OptionalLong page = lines("page", 0).stream()
                .map(ProcessReading::pageBytes)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        return ProgramUsage.of(
                new ProgramUsage.Readings(processes("before"), processes("after"), tokens, seconds(), page));
    }

    private List<ProcessReading> processes(String section) {
        return lines(section, 0).stream()
                .map(ProcessReading::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static OptionalLong member(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> number(List.of(line.substring(name.length() + 1))))
                .orElse(OptionalLong.empty());
    }

    /// The first line as a number; absent if it is none.
    private static OptionalLong number(List<String> lines) {
        try {
            return lines.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lines.getFirst()));
        } catch (NumberFormatException word) {
            return OptionalLong.empty();
        }
    }
}
