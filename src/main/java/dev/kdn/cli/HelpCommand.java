/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.StandardOutput;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `kdn help [command...]`.
@Command(
        name = "help",
        description = "Show the help of a command",
        footer = {"kdn help start", "kdn help workspace list"})
public final class HelpCommand implements CliCommand {
    private final StandardOutput out;
    private final CommandFactory commands;

    @Parameters(paramLabel = "command", arity = "0..*", description = "Words of the command")
    private List<String> words = new ArrayList<>();

    public HelpCommand(StandardOutput out, CommandFactory commands) {
        this.out = out;
        this.commands = commands;
    }

    @Override
    public int run() {
        out.write(new HelpText(commands, new GlobalOptions()).of(words));
        return ExitCode.OK.code();
    }
}
