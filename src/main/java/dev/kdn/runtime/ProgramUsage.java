/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.process.ProcessReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// What a program and all that it started use of the machine.
///
/// @param pids of its processes, in order
/// @param cpu percent of one processor
/// @param memory bytes that its processes have; what several of them share counts several times
public record ProgramUsage(List<Long> pids, OptionalDouble cpu, OptionalLong memory) {
    public ProgramUsage {
        pids = List.copyOf(pids);
    }

    /// Two looks at all processes that share a numbering.
    ///
    /// @param tokens of those that have one, by process id
    /// @param seconds between the looks
    /// @param pageBytes the size of a page of memory
    public record Readings(
            List<ProcessReading> before,
            List<ProcessReading> after,
            Map<Long, String> tokens,
            double seconds,
            OptionalLong pageBytes) {
        public Readings {
            before = List.copyOf(before);
            after = List.copyOf(after);
            tokens = Map.copyOf(tokens);
        }
    }

    /// The programs by their token. A process that has lost its token belongs to the program whose session it is in, as
    /// long as the leader of that session has the token or has ended.
    public static Map<String, ProgramUsage> of(Readings readings) {
        Map<String, List<ProcessReading>> members = new HashMap<>();
        Map<Long, String> sessions = sessions(readings);
        for (ProcessReading process : readings.after()) {
            String token = readings.tokens().getOrDefault(process.pid(), sessions.get(process.session()));
            if (token != null) {
                members.computeIfAbsent(token, _ -> new ArrayList<>()).add(process);
            }
        }
        Map<Long, ProcessReading> before = new HashMap<>();
        readings.before().forEach(process -> before.put(process.pid(), process));
        Map<String, ProgramUsage> usages = new HashMap<>();
        members.forEach((token, processes) -> usages.put(token, usage(processes, before, readings)));
        return usages;
    }

    private static Map<Long, String> sessions(Readings readings) {
        Set<Long> alive = new HashSet<>();
        readings.after().forEach(process -> alive.add(process.pid()));
        Map<Long, String> sessions = new HashMap<>();
        for (ProcessReading process : readings.after()) {
            String token = readings.tokens().get(process.pid());
            long leader = process.session();
            boolean foreign = alive.contains(leader) && !readings.tokens().containsKey(leader);
            if (token != null && leader != 0 && !foreign) {
                sessions.put(leader, token);
            }
        }
        return sessions;
    }

    /// Processes that began in between have done so with nothing used.
    private static ProgramUsage usage(
            List<ProcessReading> processes, Map<Long, ProcessReading> before, Readings readings) {
        List<Long> pids = new ArrayList<>();
        long ticks = 0;
        long pages = 0;
        for (ProcessReading process : processes) {
            ProcessReading earlier = before.get(process.pid());
            ticks += process.ticks();
            if (earlier != null && earlier.startTicks() == process.startTicks()) {
                ticks -= earlier.ticks();
            }
            pages += process.pages();
            pids.add(process.pid());
        }
        pids.sort(null);
        OptionalDouble cpu = readings.seconds() > 0
                ? OptionalDouble.of(100.0 * ticks / ProcessReading.TICKS_PER_SECOND / readings.seconds())
                : OptionalDouble.empty();
        long total = pages;
        OptionalLong size = readings.pageBytes();
        return new ProgramUsage(pids, cpu, size.isPresent() ? OptionalLong.of(total * size.getAsLong()) : size);
    }
}
