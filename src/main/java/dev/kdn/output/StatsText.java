/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.activity.stats.WorkspaceStats;
import dev.kdn.activity.stats.WorkspaceStats.ActivityUsage;
import dev.kdn.runtime.Usage;
import dev.kdn.runtime.Usage.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What workspaces use, as a table; activities are below their workspace. What is not known is a dash.
public final class StatsText {
    private static final String UNKNOWN = "-";

    private StatsText() {}

    /// The table, or a sentence if there is nothing to show.
    public static String table(List<WorkspaceStats> workspaces, Colors colors) {
        if (workspaces.isEmpty()) {
            return "No workspace runs\n";
        }
        TextTable table = new TextTable(colors, "NAME", "STATE", "CPU", "MEMORY", "PIDS", "NETWORK", "DISK");
        for (WorkspaceStats workspace : workspaces) {
            String name = workspace.instance().name();
            String state = workspace.instance().state().text();
            if (workspace.usage().isPresent()) {
                Usage usage = workspace.usage().get();
                String limit = usage.memoryLimit().isPresent() ? " / " + bytes(usage.memoryLimit()) : "";
                table.row(
                        name,
                        state,
                        percent(usage.cpu()),
                        bytes(usage.memory()) + limit,
                        usage.pids().isPresent() ? Long.toString(usage.pids().getAsLong()) : UNKNOWN,
                        traffic(usage.network()),
                        traffic(usage.disk()));
            } else {
                table.row(name, state, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
            }
            workspace.activities().forEach(activity -> row(table, activity));
        }
        return table.render();
    }

    private static void row(TextTable table, ActivityUsage activity) {
        table.row(
                "  " + activity.activity().name(),
                "",
                percent(activity.usage().cpu()),
                bytes(activity.usage().memory()),
                Integer.toString(activity.usage().pids().size()));
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f%%", value.getAsDouble()) : UNKNOWN;
    }

    private static String bytes(OptionalLong value) {
        return value.isPresent() ? ByteSize.text(value.getAsLong()) : UNKNOWN;
    }

    private static String traffic(Traffic traffic) {
        return traffic.in().isEmpty() && traffic.out().isEmpty()
                ? UNKNOWN
                : bytes(traffic.in()) + " / " + bytes(traffic.out());
    }
}
