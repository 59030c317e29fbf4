/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.Activities;
import dev.kdn.activity.Activity;
import dev.kdn.activity.TimeSpan;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.cli.workspace.EachReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// `kdn kill`.
public final class KillCommand implements CliCommand {
    private final Supplier<Activities> activities;
    private final Progress progress;
    private final EachReference each;
    private final OutputOption output = new OutputOption();

    private List<String> references = new ArrayList<>();
    private String signal = "TERM";
    private String grace = "5s";

    public KillCommand(Supplier<Activities> activities, Progress progress, EachReference each) {
        this.activities = activities;
        this.progress = progress;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "End activities with everything that they started",
                "",
                "Each gets the signal; what is still there after the grace is killed. Those that are over are left"
                        + " alone.");
        syntax.examples("kdn kill web", "kdn kill --signal INT --grace 30s shop/web", "kdn kill --signal KILL web");
        syntax.arguments(
                "ACTIVITY",
                1,
                "Activities: id, WORKSPACE/NAME, name, or at least 4 characters of an id",
                given -> references = given);
        output.describe(syntax);
        syntax.option("-s, --signal name", "First signal (default: TERM)", given -> signal = given);
        syntax.option("--grace time", "How long to wait before the kill (default: 5s)", given -> grace = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        String name = Activities.signal(signal);
        Duration wait = grace.equals("0") ? Duration.ZERO : TimeSpan.of("--grace", grace);
        return each.ids(
                references,
                output.json(),
                reference -> progress.show(Progress.Detail.SILENT, steps -> {
                    Activity ended = activities.get().kill(reference, name, wait, steps);
                    return ended.id();
                }));
    }
}
