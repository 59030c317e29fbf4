/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ErrorHandler;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Failure;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.PruneItem;
import dev.kdn.instance.PruneReport;
import dev.kdn.output.PruneDocument;
import dev.kdn.output.StandardOutput;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn prune`.
public final class PruneCommand implements CliCommand {
    private final StandardOutput out;
    private final ErrorHandler errors;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;

    private final ProgressOptions options = new ProgressOptions();

    private boolean dryRun;

    private boolean orphans;

    public PruneCommand(StandardOutput out, ErrorHandler errors, Supplier<InstanceManager> manager, Progress progress) {
        this.out = out;
        this.errors = errors;
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
        if (options.json()) {
            Optional<Failure> failure = report.failure().map(errors::failure);
            out.write(PruneDocument.render(report, dryRun, failure.map(Failure::message)));
            return failure.map(Failure::code).orElse(ExitCode.OK.code());
        }
        out.write(text(report));
        if (report.failure().isPresent()) {
            throw report.failure().get();
        }
        return ExitCode.OK.code();
    }

    private String text(PruneReport report) {
        StringBuilder text = new StringBuilder();
        for (PruneItem item : report.items()) {
            String done = item.kind().equals(PruneItem.INTERRUPTED) ? "settled " : "removed ";
            String would = item.kind().equals(PruneItem.INTERRUPTED) ? "would settle " : "would remove ";
            text.append(item.error().isPresent() ? "kept " : dryRun ? would : done)
                    .append(item.kind())
                    .append(' ')
                    .append(item.name());
            if (!item.runtime().isEmpty()) {
                text.append(" (").append(item.runtime()).append(')');
            }
            item.error().ifPresent(error -> text.append(": ").append(error));
            text.append('\n');
        }
        return text.isEmpty() ? "Nothing to remove\n" : text.toString();
    }
}
