/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.PruneAnswer;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.PruneReport;
import java.util.function.Supplier;

/// `kdn prune`.
public final class PruneCommand implements CliCommand {
    private final PruneAnswer answer;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;

    private final ProgressOptions options = new ProgressOptions();

    private boolean dryRun;

    private boolean orphans;

    public PruneCommand(PruneAnswer answer, Supplier<InstanceManager> manager, Progress progress) {
        this.answer = answer;
        this.manager = manager;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Settle operations that were broken off and remove what they left; workspaces stay");
        syntax.examples("kdn prune --dry-run", "kdn prune", "kdn prune -o json");
        options.describe(syntax);
        syntax.flag("--dry-run", "Show what would be removed, and change nothing", given -> dryRun = given);
        syntax.flag(
                "--orphans",
                "Remove containers of this storage even though its list of workspaces is missing or damaged",
                given -> orphans = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        PruneReport report =
                progress.show(options.detail(), steps -> manager.get().prune(dryRun, orphans, steps));
        return answer.give(report, dryRun, options.json());
    }
}
