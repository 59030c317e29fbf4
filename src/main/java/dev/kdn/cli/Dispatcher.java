/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.StandardOutput;
import java.util.List;

/// Finds the command that the words name, builds that one only, and runs it.
public final class Dispatcher {
    private final GlobalOptions globals;
    private final CommandFactory commands;
    private final StandardOutput out;
    private final ErrorHandler errors;
    private final Runnable watchSignals;

    /// A dispatcher for one process.
    ///
    /// @param watchSignals from now on a signal cancels the work instead of ending the process
    public Dispatcher(
            GlobalOptions globals,
            CommandFactory commands,
            StandardOutput out,
            ErrorHandler errors,
            Runnable watchSignals) {
        this.globals = globals;
        this.commands = commands;
        this.out = out;
        this.errors = errors;
        this.watchSignals = watchSignals;
    }

    /// Runs the command; every failure ends here.
    ///
    /// @return the exit code
    public int run(String... words) {
        boolean json = JsonMode.isWanted(words);
        try {
            Resolution resolution = Resolution.of(CommandTree.root(), List.of(words), globals);
            // No pattern switch: its first use costs a millisecond of every command's start.
            return resolution.node() instanceof CommandGroup group
                    ? showGroup(resolution, group)
                    : run(resolution, (CommandEntry) resolution.node(), json);
        } catch (Throwable failure) {
            return errors.report(errors.failure(failure), json);
        }
    }

    private int showGroup(Resolution resolution, CommandGroup group) {
        Invocation invocation = Invocation.of(resolution, CommandModel.group(globals));
        if (resolution.unknown().isPresent()) {
            invocation.checkLeadingFlags();
            throw resolution.unknownCommand(resolution.unknown().get());
        }
        invocation.checkFlags();
        if (invocation.wantsVersion()) {
            return commands.create("version").run();
        }
        out.write(new HelpText(commands, globals).group(resolution.path(), group));
        return ExitCode.OK.code();
    }

    private int run(Resolution resolution, CommandEntry entry, boolean jsonGuess) {
        CliCommand command = commands.create(entry.key());
        boolean json = jsonGuess;
        try {
            CommandModel model = CommandModel.of(command, globals);
            Invocation invocation = Invocation.of(resolution, model);
            invocation.checkFlags(command.flagHint());
            json = invocation.wantsJson();
            if (invocation.wantsHelp()) {
                out.write(new HelpText(commands, globals).command(resolution.path(), entry, model));
                return ExitCode.OK.code();
            }
            if (invocation.wantsVersion()) {
                return commands.create("version").run();
            }
            invocation.bind();
            if (command.undoesWhenCancelled()) {
                watchSignals.run();
            }
            return command.run();
        } catch (Throwable thrown) {
            Failure failure = errors.failure(thrown);
            return errors.report(failure.withCode(command.exitCode(failure.code())), json);
        }
    }
}
