/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.StandardOutput;
import java.util.ArrayList;
import java.util.List;

/// `kdn help [command...]`.
public final class HelpCommand implements CliCommand {
    private final StandardOutput out;
    private final CommandFactory commands;

    private List<String> words = new ArrayList<>();

    public HelpCommand(StandardOutput out, CommandFactory commands) {
        this.out = out;
        this.commands = commands;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Show the help of a command");
        syntax.examples("kdn help start", "kdn help workspace list");
        syntax.arguments("command", 0, "Words of the command", given -> words = given);
    }

    @Override
    public int run() {
        out.write(new HelpText(commands, new GlobalOptions()).of(words));
        return ExitCode.OK.code();
    }
}
