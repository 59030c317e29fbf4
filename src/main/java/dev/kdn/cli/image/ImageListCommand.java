/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.image;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.ImageListing;
import dev.kdn.instance.Images;
import dev.kdn.output.Colors;
import dev.kdn.output.ImageDocument;
import dev.kdn.output.StandardOutput;
import java.time.InstantSource;
import java.util.function.Supplier;

/// `kdn image list`.
public final class ImageListCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Colors> colors;
    private final Supplier<Images> images;
    private final Progress progress;
    private final InstantSource clock;

    private final OutputOption output = new OutputOption();

    private final RuntimeOption runtime = new RuntimeOption();

    public ImageListCommand(
            StandardOutput out,
            Supplier<Colors> colors,
            Supplier<Images> images,
            Progress progress,
            InstantSource clock) {
        this.out = out;
        this.colors = colors;
        this.images = images;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "List the images that kdn built, and the workspaces that use them",
                "",
                "An image without a name was replaced by a newer build, but workspaces may still stand on it. Sizes"
                        + " include what images share.");
        syntax.examples("kdn image list", "kdn image list --runtime podman", "kdn image list -o json");
        output.describe(syntax);
        runtime.describe(syntax);
    }

    /// Programs that ask an engine must not stay behind.
    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        ImageListing listing =
                progress.show(Progress.Detail.SILENT, steps -> images.get().list(runtime.given(), steps));
        if (output.json()) {
            out.write(ImageDocument.list(listing));
        } else {
            out.write(ImageDocument.table(listing, colors.get(), clock.instant()));
        }
        return ExitCode.OK.code();
    }
}
