/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.Activities;
import dev.kdn.activity.Activities.Detached;
import dev.kdn.activity.ProgramWish;
import dev.kdn.activity.TimeSpan;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.output.InstanceDocument;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import dev.kdn.runtime.ProgramRequest.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// `kdn exec`.
public final class ExecCommand implements CliCommand {
    private static final int MOST_PORTS = 65_535;

    private final StandardOutput out;
    private final StandardError err;
    private final Supplier<Activities> activities;
    private final Progress progress;
    private final VariableOptions variables;
    private final boolean tty;

    private final OutputOption output = new OutputOption();

    private String workspace = "";
    private List<String> command = new ArrayList<>();
    private boolean interactive;
    private boolean terminal;
    private boolean detach;
    private Optional<String> name = Optional.empty();
    private Optional<String> directory = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<String> limit = Optional.empty();
    private Optional<String> port = Optional.empty();

    /// A command that is not run yet.
    ///
    /// @param tty whether standard input is a terminal
    public ExecCommand(
            StandardOutput out,
            StandardError err,
            Supplier<Activities> activities,
            Progress progress,
            VariableOptions variables,
            boolean tty) {
        this.out = out;
        this.err = err;
        this.activities = activities;
        this.progress = progress;
        this.variables = variables;
        this.tty = tty;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Run a command in a workspace; a workspace that is not running is started",
                "",
                "The exit code is the command's; 124 is the end at the time limit, 125 a failure of kdn.",
                "The first Ctrl-C goes to the command, the second one ends it with everything that it started.",
                "With --detach the command outlives kdn, which prints its id: see 'kdn ps', 'kdn logs', 'kdn wait' and"
                        + " 'kdn kill'.",
                "Words of the command that look like flags need '--' before the command.");
        syntax.examples(
                "kdn exec shop -- make test",
                "tar c . | kdn exec -i shop -- tar x -C /tmp",
                "kdn exec --detach --name web shop -- make serve");
        syntax.argument(
                "NAME|ID", "Workspace: name, id, or at least 4 characters of an id", given -> workspace = given);
        syntax.arguments("COMMAND", 1, "Command to run, word by word", given -> command = given);
        output.describe(syntax);
        syntax.flag("-i, --interactive", "Pass standard input on to the command", given -> interactive = given);
        syntax.flag("-t, --tty", "Give the command the terminal", given -> terminal = given);
        syntax.flag("-d, --detach", "Let the command outlive kdn, and print its id", given -> detach = given);
        syntax.option(
                "--name name", "Name of the activity (default: the command's)", given -> name = Optional.of(given));
        variables.describe(syntax);
        syntax.option("-w, --workdir path", "Absolute path inside", given -> directory = Optional.of(given));
        syntax.option("-u, --user user", "User inside (default: the workspace's)", given -> user = Optional.of(given));
        syntax.option(
                "--timeout time",
                "End the command after that time, such as 90s or 10m",
                given -> limit = Optional.of(given));
        syntax.option(
                "--wait-port port",
                "With --detach, wait until the command listens on that port, for --timeout at most (default: 1m)",
                given -> port = Optional.of(given));
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int exitCode(int code) {
        boolean passed = code > ExitCode.SIGNAL.code() || code == ExitCode.TIMED_OUT.code();
        return passed ? code : ExitCode.NOT_STARTED.code();
    }

    @Override
    public Optional<String> flagHint() {
        return Optional.of(
                "words of the command that look like flags need '--' before the command, as in 'kdn exec NAME -- ls"
                        + " -l'");
    }

    @Override
    public int run() {
        ProgramWish wish = wish();
        if (!detach) {
            return progress.show(
                    Progress.Detail.STEPS, steps -> activities.get().run(wish, steps));
        }
        OptionalInt awaited = awaitedPort();
        Detached detached =
                progress.show(Progress.Detail.STEPS, steps -> activities.get().detach(wish, awaited, steps));
        if (detached.notRun().isPresent()) {
            err.line(detached.notRun().get());
            return detached.activity().end().orElseThrow().exitCode().orElse(ExitCode.NOT_STARTED.code());
        }
        if (output.json()) {
            out.write(InstanceDocument.id(detached.activity().id()));
        } else {
            out.line(detached.activity().id());
        }
        return ExitCode.OK.code();
    }

    private ProgramWish wish() {
        if (detach && (interactive || terminal)) {
            throw new InvalidInputException(
                    "--detach cannot be used with --interactive or --tty", "what outlives kdn has no input");
        }
        if (output.json() && !detach) {
            throw new InvalidInputException(
                    "--output json needs --detach", "without it, standard output is the command's");
        }
        if (detach && limit.isPresent() && port.isEmpty()) {
            throw new InvalidInputException(
                    "--timeout cannot be used with --detach", "'kdn wait --timeout' waits, 'kdn kill' ends");
        }
        if (!detach && port.isPresent()) {
            throw new InvalidInputException("--wait-port needs --detach");
        }
        if (terminal && !tty) {
            throw new InvalidInputException(
                    "--tty needs a terminal, and standard input is none", "leave --tty out, or use 'script'");
        }
        Input input = terminal ? Input.TERMINAL : interactive ? Input.STREAM : Input.NONE;
        return new ProgramWish(
                workspace,
                command,
                name,
                variables.wish(),
                directory,
                user,
                input,
                limit.map(text -> TimeSpan.of("--timeout", text)));
    }

    private OptionalInt awaitedPort() {
        if (port.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(port.get());
            if (number > 0 && number <= MOST_PORTS) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException none) {
            throw new InvalidInputException("--wait-port: not a port: " + port.get(), "a number from 1 to 65535", none);
        }
        throw new InvalidInputException("--wait-port: not a port: " + port.get(), "a number from 1 to 65535");
    }
}
