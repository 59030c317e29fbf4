/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.stats.Measurements;
import dev.kdn.activity.stats.WorkspaceStats;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Failure;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.output.Colors;
import dev.kdn.output.StatsDocument;
import dev.kdn.output.StatsText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `kdn stats`.
public final class StatsCommand implements CliCommand {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final String TOP_LEFT = "\033[H";
    private static final String CLEARED = "\033[2J" + TOP_LEFT;
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";

    private final Console console;
    private final Surroundings surroundings;
    private final Measurements measurements;
    private final Supplier<Colors> colors;
    private final Progress progress;
    private final Set<String> told = new HashSet<>();

    private final OutputOption output = new OutputOption();
    private List<String> references = new ArrayList<>();
    private boolean watch;

    /// A command that is not run yet.
    public StatsCommand(
            Console console,
            Surroundings surroundings,
            Measurements measurements,
            Supplier<Colors> colors,
            Progress progress) {
        this.console = console;
        this.surroundings = surroundings;
        this.measurements = measurements;
        this.colors = colors;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Show what workspaces use of the machine, and the activities in them",
                "",
                "Without names all workspaces that run are shown. CPU is in percent of one processor. What cannot be"
                        + " told is a dash, and left out in JSON.");
        syntax.examples("kdn stats", "kdn stats shop -o json");
        syntax.arguments(
                "NAME|ID", 0, "Workspaces: name, id, or at least 4 characters of an id", given -> references = given);
        output.describe(syntax);
        syntax.flag(
                "-w, --watch",
                "Measure again every 2 seconds until Ctrl-C; one JSON document in each line with -o json",
                given -> watch = given);
    }

    @Override
    public int run() {
        Optional<KdnException> failure = sample(watch && isScreen() ? CLEARED : "");
        while (watch && !console.out().isClosed()) {
            pause();
            failure = sample(isScreen() ? TOP_LEFT : output.json() ? "" : "\n");
        }
        return failure.map(reason -> console.errors().failure(reason).code()).orElse(ExitCode.OK.code());
    }

    private boolean isScreen() {
        return !output.json()
                && surroundings.terminals().out()
                && !surroundings.variable("TERM").orElse("").equals("dumb");
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            throw new CancelledException("the watch was cancelled", null, e);
        }
    }

    /// @param before goes before the table
    /// @return why the first of the named workspaces could not be measured
    private Optional<KdnException> sample(String before) {
        List<WorkspaceStats> stats = progress.show(Progress.Detail.SILENT, steps -> measurements.of(references, steps));
        if (output.json()) {
            var time = surroundings.clock().instant();
            console.out().write(watch ? StatsDocument.line(stats, time) : StatsDocument.of(stats, time));
        } else {
            String table = StatsText.table(stats, colors.get());
            console.out()
                    .write(
                            watch && isScreen()
                                    ? before + table.replace("\n", REST_OF_LINE + "\n") + REST_OF_SCREEN
                                    : before + table);
            stats.forEach(this::tell);
        }
        return references.isEmpty()
                ? Optional.empty()
                : stats.stream().flatMap(one -> one.failure().stream()).findFirst();
    }

    /// Once, however often it is measured.
    private void tell(WorkspaceStats workspace) {
        if (workspace.failure().isPresent() && told.add(workspace.instance().id())) {
            Failure failure = console.errors().failure(workspace.failure().get());
            console.err()
                    .line("warning: " + workspace.instance().name() + " could not be measured: " + failure.message());
        }
    }
}
