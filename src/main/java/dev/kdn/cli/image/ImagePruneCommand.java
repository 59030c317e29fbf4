/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.image;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.PruneAnswer;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.Images;
import dev.kdn.instance.PruneReport;
import java.util.function.Supplier;

/// `kdn image prune`.
public final class ImagePruneCommand implements CliCommand {
    private final PruneAnswer answer;
    private final Supplier<Images> images;
    private final Progress progress;

    private final ProgressOptions options = new ProgressOptions();

    private final RuntimeOption runtime = new RuntimeOption();

    private boolean dryRun;

    public ImagePruneCommand(PruneAnswer answer, Supplier<Images> images, Progress progress) {
        this.answer = answer;
        this.images = images;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Remove the images that kdn built and that no workspace and no container uses",
                "",
                "The next workspace that needs one builds it anew. Images of other storages stay, and those to which"
                        + " you gave a name of your own.");
        syntax.examples("kdn image prune --dry-run", "kdn image prune", "kdn image prune --runtime podman -o json");
        options.describe(syntax);
        runtime.describe(syntax);
        syntax.flag("--dry-run", "Show what would be removed, and change nothing", given -> dryRun = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        PruneReport report =
                progress.show(options.detail(), steps -> images.get().prune(runtime.given(), dryRun, steps));
        return answer.give(report, dryRun, options.json());
    }
}
