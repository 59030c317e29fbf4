/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.TerminalWish;
import dev.kdn.terminal.DetachKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn workspace terminal`.
public final class TerminalCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final Progress progress;
    private final boolean tty;

    private final Reference reference = new Reference();

    private List<String> command = new ArrayList<>();
    private Optional<String> detachKeys = Optional.empty();

    /// A command that is not run yet.
    ///
    /// @param tty whether standard input is a terminal
    public TerminalCommand(Supplier<InstanceManager> manager, Progress progress, boolean tty) {
        this.manager = manager;
        this.progress = progress;
        this.tty = tty;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Open a terminal in a workspace, or run a command there; a workspace that is not running is started",
                "",
                "Without a command the agent's own one is run. The exit code is the command's; 125 is a failure of"
                        + " kdn.",
                "Words of the command that look like flags need '--' before the command.",
                "The detach keys, Ctrl-P Ctrl-Q, leave the terminal while what runs in it goes on.");
        syntax.examples(
                "kdn workspace terminal shop",
                "kdn workspace terminal shop -- bash -c 'make test'",
                "kdn workspace terminal shop --detach-keys ctrl-x,d");
        reference.describe(syntax);
        syntax.option(
                "--detach-keys keys",
                "Keys that leave the terminal, such as ctrl-x,d or q; '' for none (default: ctrl-p,ctrl-q)",
                given -> detachKeys = Optional.of(given));
        syntax.arguments(
                "COMMAND", 0, "Command to run, word by word (default: the agent's own)", given -> command = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int exitCode(int code) {
        return code > ExitCode.SIGNAL.code() ? code : ExitCode.NOT_STARTED.code();
    }

    @Override
    public Optional<String> flagHint() {
        return Optional.of("words of the command that look like flags need '--' before the command, as in "
                + "'kdn terminal NAME -- ls -l'");
    }

    @Override
    public int run() {
        TerminalWish wish = new TerminalWish(reference.text(), command, tty, detachKeys.map(DetachKeys::parse));
        return progress.show(Progress.Detail.STEPS, steps -> manager.get().terminal(wish, steps));
    }
}
