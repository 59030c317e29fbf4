/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.CancelledException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.MarkedPrograms;
import dev.kdn.process.ProcessReading;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Measures programs of instances that share the processes of this machine: nothing is known of an instance as a whole,
/// and programs of all instances are seen at once.
public final class MachineStats implements StatsAccess {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Predicate<String> runs;
    private final MarkedPrograms marked = new MarkedPrograms(ProgramAccess.TOKEN);

    /// @param runs whether an instance does
    public MachineStats(Predicate<String> runs) {
        this.runs = runs;
    }

    @Override
    public Usage usage(String id) {
        if (!runs.test(id)) {
            throw new UnavailableException("the workspace does not run", "start it with 'kdn start'");
        }
        List<ProcessReading> before = ProcessReading.all();
        long begin = System.nanoTime();
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            throw new CancelledException("the measurement was cancelled", null, e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<ProcessReading> after = ProcessReading.all();
        return Usage.of(ProgramUsage.of(
                new ProgramUsage.Readings(before, after, marked.marks(), seconds, ProcessReading.pageBytes())));
    }
}
