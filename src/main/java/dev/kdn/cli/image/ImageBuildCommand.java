/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.image;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.cli.workspace.InitChoices;
import dev.kdn.instance.ImageWish;
import dev.kdn.instance.Images;
import dev.kdn.output.ImageDocument;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;
import java.util.function.Supplier;

/// `kdn image build`.
public final class ImageBuildCommand implements CliCommand {
    private final Console console;
    private final Surroundings surroundings;
    private final Supplier<Images> images;
    private final InitChoices choices;
    private final Progress progress;

    private final ProgressOptions output = new ProgressOptions();

    private String sources = ".";

    private String runtime = "";

    private String agent = "";

    private boolean rebuild;

    private boolean pull;

    public ImageBuildCommand(
            Console console,
            Surroundings surroundings,
            Supplier<Images> images,
            InitChoices choices,
            Progress progress) {
        this.console = console;
        this.surroundings = surroundings;
        this.images = images;
        this.choices = choices;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Build the image that a new workspace would need, ahead of time; prints its name",
                "",
                "An image that is there already is left alone. It depends on runtime, agent and image configuration,"
                        + " and on who calls; for root on who owns the sources directory.");
        syntax.examples(
                "kdn image build --runtime podman --agent claude",
                "kdn image build --runtime podman --agent goose --rebuild --pull",
                "kdn image build ~/projects/shop --runtime podman --agent claude -o json");
        syntax.optionalArgument(
                "sources-directory",
                "Directory of the sources that workspaces will have (default: the current one)",
                given -> sources = given);
        syntax.option(
                "-r, --runtime runtime",
                "Where workspaces will run, see 'kdn runtime list' (default: $KDN_DEFAULT_RUNTIME, the setting"
                        + " runtime, or one that answers)",
                given -> runtime = given);
        syntax.option(
                "-a, --agent agent",
                "Agent of the workspaces, see 'kdn agent list' (default: $KDN_DEFAULT_AGENT, the setting agent,"
                        + " or asked for on a terminal)",
                given -> agent = given);
        syntax.flag("--rebuild", "Build the image anew, without cached steps", given -> rebuild = given);
        syntax.flag("--pull", "Look for a newer base image first", given -> pull = given);
        output.describe(syntax);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        Progress.Detail detail = output.detail();
        Path folder = surroundings.path(sources);
        InitChoices.Chosen chosen = choices.choose(runtime, agent, output.json());
        ImageWish wish = new ImageWish(chosen.runtime(), chosen.agent(), folder, new BuildOptions(rebuild, pull));
        BuiltImage image = progress.show(detail, steps -> images.get().build(wish, steps));
        if (output.json()) {
            console.out().write(ImageDocument.built(image, wish.runtime(), wish.agent()));
            return ExitCode.OK.code();
        }
        if (!image.builtNow()) {
            console.err().line("The image is there already; build it anew with --rebuild");
        }
        console.out().line(image.tag());
        return ExitCode.OK.code();
    }
}
