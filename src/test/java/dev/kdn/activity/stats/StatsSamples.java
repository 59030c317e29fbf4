/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.stats;

import static dev.kdn.testing.InstanceBuilder.anInstance;

import dev.kdn.activity.Activity;
import dev.kdn.activity.ActivityState;
import dev.kdn.activity.stats.WorkspaceStats.ActivityUsage;
import dev.kdn.error.TimedOutException;
import dev.kdn.instance.Instance;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.runtime.ProgramUsage;
import dev.kdn.runtime.Usage;
import dev.kdn.runtime.Usage.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Workspaces of which much, little and nothing is known.
public final class StatsSamples {
    private StatsSamples() {}

    public static List<WorkspaceStats> all() {
        Instance stopped = anInstance().id('d').name("old").build();
        return List.of(
                full(),
                new WorkspaceStats(running('b', "blog"), Optional.of(Usage.of(Map.of())), List.of(), Optional.empty()),
                WorkspaceStats.failed(running('c', "far"), new TimedOutException("no answer within 5 s")),
                WorkspaceStats.idle(stopped));
    }

    private static WorkspaceStats full() {
        ProgramUsage program =
                new ProgramUsage(List.of(12L, 40L), OptionalDouble.of(99.96), OptionalLong.of(48_000_000));
        Usage usage = new Usage(
                OptionalDouble.of(103.25),
                OptionalLong.of(412_345_678),
                OptionalLong.of(2_147_483_648L),
                OptionalLong.of(17),
                new Traffic(OptionalLong.of(1_000_000), OptionalLong.of(0)),
                new Traffic(OptionalLong.of(2_500_000), OptionalLong.of(81_000)),
                Map.of("token", program));
        return new WorkspaceStats(
                running('a', "shop"),
                Optional.of(usage),
                List.of(new ActivityUsage(activity(), program)),
                Optional.empty());
    }

    private static Activity activity() {
        return new Activity(
                "1".repeat(32),
                "build",
                "a".repeat(64),
                "make",
                Optional.empty(),
                false,
                new ProcessIdentity(1, 1, "boot"),
                "token",
                ActivityState.RUNNING,
                Instant.parse("2026-11-21T09:00:00Z"),
                false,
                Optional.empty());
    }

    private static Instance running(char id, String name) {
        return anInstance().id(id).name(name).running("2026-11-21T08:55:00Z").build();
    }
}
