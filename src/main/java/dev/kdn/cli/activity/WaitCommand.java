/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.Activities;
import dev.kdn.activity.Activity;
import dev.kdn.activity.TimeSpan;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.EngineException;
import dev.kdn.output.ActivityDocument;
import dev.kdn.output.StandardOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// `kdn wait`.
public final class WaitCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Activities> activities;
    private final Progress progress;
    private final OutputOption output = new OutputOption();

    private List<String> references = new ArrayList<>();
    private Optional<String> limit = Optional.empty();

    public WaitCommand(StandardOutput out, Supplier<Activities> activities, Progress progress) {
        this.out = out;
        this.activities = activities;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Wait until activities are over",
                "",
                "The exit code is that of the first activity that failed, 124 if the time is over before.");
        syntax.examples("kdn wait tests", "kdn wait --timeout 10m shop/tests shop/lint");
        syntax.arguments(
                "ACTIVITY",
                1,
                "Activities: id, WORKSPACE/NAME, name, or at least 4 characters of an id",
                given -> references = given);
        output.describe(syntax);
        syntax.option(
                "--timeout time",
                "How long to wait, such as 90s or 10m (default: for ever)",
                given -> limit = Optional.of(given));
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        Optional<Duration> wished = limit.map(text -> TimeSpan.of("--timeout", text));
        long end = System.nanoTime() + wished.orElse(Duration.ZERO).toNanos();
        List<Activity> over = new ArrayList<>();
        for (String reference : new LinkedHashSet<>(references)) {
            // What is left of the time, and a moment to look at those that are over already.
            Optional<Duration> left = wished.map(_ -> Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            over.add(progress.show(
                    Progress.Detail.SILENT, steps -> activities.get().await(reference, left, steps)));
        }
        if (output.json()) {
            out.write(ActivityDocument.ends(over)); // which tells of codes that nobody knows
        }
        return over.stream()
                .mapToInt(this::code)
                .filter(code -> code != 0)
                .findFirst()
                .orElse(ExitCode.OK.code());
    }

    private int code(Activity activity) {
        OptionalInt code = activity.end().map(Activity.End::exitCode).orElse(OptionalInt.empty());
        if (code.isEmpty() && output.json()) {
            return ExitCode.FAILURE.code();
        }
        return code.orElseThrow(() -> new EngineException(
                "nobody knows how activity " + activity.name() + " ended",
                "its workspace was stopped or killed without kdn; see 'kdn ps --all'"));
    }
}
