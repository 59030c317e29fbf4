/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.copy.Copies;
import dev.kdn.activity.copy.CopyPlace;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.step.StepLogger;
import java.util.function.Consumer;
import java.util.function.Function;

/// `kdn cp`.
public final class CopyCommand implements CliCommand {
    private final Surroundings surroundings;
    private final Function<Consumer<String>, Copies> copies;
    private final Progress progress;

    private String source = "";
    private String destination = "";

    /// A command that is not run yet.
    ///
    /// @param copies makes them, given what is told of what cannot be copied
    public CopyCommand(Surroundings surroundings, Function<Consumer<String>, Copies> copies, Progress progress) {
        this.surroundings = surroundings;
        this.copies = copies;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Copy files and folders between this machine and a workspace that runs",
                "",
                "One of the two is NAME:PATH, a path in a workspace; it is absolute, or relative to where terminals"
                        + " begin, which is the sources. '-' for the other one is an archive of tar on standard"
                        + " input or output.",
                "A folder that is there is copied into; FOLDER/. copies what FOLDER contains. Links are copied as"
                        + " links.",
                "A path with a slash before its first colon, or that begins with a dot, is one of this machine.");
        syntax.examples("kdn cp shop:/etc/os-release .", "kdn cp ./README shop:/tmp/", "kdn cp shop:. - >sources.tar");
        syntax.argument("SRC", "What to copy: a path, NAME:PATH or -", given -> source = given);
        syntax.argument("DST", "Where to: a path, NAME:PATH or -", given -> destination = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        CopyPlace from = CopyPlace.parse(source, surroundings.workingFolder());
        CopyPlace to = CopyPlace.parse(destination, surroundings.workingFolder());
        if (to instanceof CopyPlace.Archive && surroundings.terminals().out()) {
            throw new InvalidInputException(
                    "standard output is a terminal, which cannot show an archive", "add '>FILE.tar', or '| tar -t'");
        }
        return progress.show(Progress.Detail.STEPS, steps -> copy(from, to, steps));
    }

    private int copy(CopyPlace from, CopyPlace to, StepLogger steps) {
        steps.step(
                "Copying " + source + " to " + destination,
                "Copied " + source + " to " + destination,
                () -> copies.apply(steps::warn).copy(from, to));
        return ExitCode.OK.code();
    }
}
