/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.Activities;
import dev.kdn.activity.Activities.Listed;
import dev.kdn.activity.Activity;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.output.ActivityDocument;
import dev.kdn.output.ActivityTable;
import dev.kdn.output.StandardOutput;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn ps`.
public final class PsCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Activities> activities;
    private final Supplier<ActivityTable> table;
    private final Progress progress;
    private final OutputOption output = new OutputOption();

    private Optional<String> workspace = Optional.empty();
    private Optional<String> kind = Optional.empty();
    private boolean all;

    public PsCommand(
            StandardOutput out, Supplier<Activities> activities, Supplier<ActivityTable> table, Progress progress) {
        this.out = out;
        this.activities = activities;
        this.table = table;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "List what kdn started in workspaces and what is still going on",
                "",
                "Activities that are over are shown with --all; 'kdn prune' forgets the old ones.");
        syntax.examples("kdn ps", "kdn ps shop --all", "kdn ps -o json");
        syntax.optionalArgument(
                "NAME|ID",
                "Workspace: name, id, or at least 4 characters of an id",
                given -> workspace = Optional.of(given));
        output.describe(syntax);
        syntax.flag("-a, --all", "Show those that are over, too", given -> all = given);
        syntax.option(
                "--kind kind", "Show those of that kind only (supported: process)", given -> kind = Optional.of(given));
    }

    @Override
    public int run() {
        if (kind.filter(wanted -> !wanted.equals(Activity.KIND)).isPresent()) {
            throw new InvalidInputException("no such kind of activity: " + kind.get(), "use --kind process");
        }
        List<Listed> found =
                progress.show(Progress.Detail.SILENT, steps -> activities.get().list(workspace, all, steps));
        if (output.json()) {
            out.write(ActivityDocument.list(found));
        } else {
            out.write(table.get().render(found));
        }
        return ExitCode.OK.code();
    }
}
