/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.InstanceDocument;
import dev.kdn.output.InstanceTable;
import dev.kdn.output.StandardOutput;
import java.util.List;
import java.util.function.Supplier;

/// `kdn workspace list`.
public final class ListCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Supplier<InstanceTable> table;
    private final Progress progress;

    private final OutputOption output = new OutputOption();

    private final InstanceFilter filter = new InstanceFilter();

    private boolean quiet;

    public ListCommand(
            StandardOutput out, Supplier<InstanceManager> manager, Supplier<InstanceTable> table, Progress progress) {
        this.out = out;
        this.manager = manager;
        this.table = table;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "List the workspaces with the state that their engine reports",
                "",
                "Without filters all are listed. Of values for the same filter one must match, and every filter must.",
                "The table is sorted by project; JSON keeps the order of registration.");
        syntax.examples(
                "kdn workspace list",
                "kdn workspace list --state running --project https://github.com/example/",
                "kdn workspace list -o json");
        output.describe(syntax);
        filter.describe(syntax);
        syntax.flag("-q, --quiet", "Print the ids only", given -> quiet = given);
    }

    @Override
    public int run() {
        if (quiet && output.json()) {
            throw new InvalidInputException("--quiet cannot be used with --output json");
        }
        filter.check();
        List<Instance> all =
                progress.show(Progress.Detail.SILENT, steps -> manager.get().list(steps));
        List<Instance> shown = filter.matching(all);
        if (output.json()) {
            out.write(InstanceDocument.list(shown));
        } else if (quiet) {
            out.write(ids(shown));
        } else if (shown.isEmpty() && !all.isEmpty()) {
            out.line("No workspaces match");
        } else {
            out.write(table.get().render(shown));
        }
        return ExitCode.OK.code();
    }

    private static String ids(List<Instance> instances) {
        StringBuilder ids = new StringBuilder(instances.size() * 65);
        for (Instance instance : instances) {
            ids.append(instance.id()).append('\n');
        }
        return ids.toString();
    }
}
