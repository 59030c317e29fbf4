/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.activity.Activities.Listed;
import dev.kdn.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// The table of activities, the oldest first.
///
/// @param now for times
public record ActivityTable(Colors colors, Instant now) {
    /// The table, or a sentence if there is nothing to show.
    public String render(List<Listed> activities) {
        if (activities.isEmpty()) {
            return "No activities\n";
        }
        TextTable table = new TextTable(colors, "NAME", "ID", "WORKSPACE", "STATE", "AGE", "COMMAND");
        for (Listed listed : activities) {
            Activity activity = listed.activity();
            table.row(
                    activity.name(),
                    activity.shortId(),
                    listed.workspace(),
                    state(activity),
                    RunningTime.text(Duration.between(activity.created(), now)).replaceFirst("^for ", ""),
                    activity.summary());
        }
        return table.render();
    }

    private static String state(Activity activity) {
        String text = activity.state().text();
        if (activity.end().isEmpty()) {
            return activity.attached() ? text + " (attached)" : text;
        }
        Activity.End end = activity.end().get();
        OptionalInt code = end.exitCode();
        String reason = end.outOfMemory() ? ", out of memory" : "";
        return code.isPresent() ? text + " (" + code.getAsInt() + reason + ")" : text;
    }
}
