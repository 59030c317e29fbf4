/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The flags and arguments of one command, as picocli reads them from its class, and the global flags.
final class CommandModel {
    private static final String GLOBALS = "globals";

    private final CommandLine line;
    private final CommandSpec globals;

    private CommandModel(CommandLine line, CommandSpec globals) {
        this.line = line;
        this.globals = globals;
    }

    static CommandModel of(CliCommand command, GlobalOptions globals) {
        return of(new CommandLine(command), globals);
    }

    /// The model of a word that has commands below it: global flags only.
    static CommandModel group(GlobalOptions globals) {
        return of(new CommandLine(CommandSpec.create()), globals);
    }

    private static CommandModel of(CommandLine line, GlobalOptions globals) {
        CommandSpec globalSpec = CommandSpec.forAnnotatedObject(globals);
        line.getCommandSpec().addMixin(GLOBALS, globalSpec);
        line.setExpandAtFiles(false);
        line.setOverwrittenOptionsAllowed(true);
        line.setAllowOptionsAsOptionParameters(true); // the parser of flags has told them apart already
        return new CommandModel(line, globalSpec);
    }

    List<OptionSpec> options() {
        return line.getCommandSpec().options();
    }

    List<OptionSpec> globalOptions() {
        return globals.options();
    }

    List<OptionSpec> ownOptions() {
        List<OptionSpec> own = new ArrayList<>(options());
        own.removeIf(option -> find(globalOptions(), option.longestName()));
        return own;
    }

    List<PositionalParamSpec> positionals() {
        return line.getCommandSpec().positionalParameters();
    }

    String[] description() {
        return line.getCommandSpec().usageMessage().description();
    }

    /// Sample command lines.
    String[] examples() {
        return line.getCommandSpec().usageMessage().footer();
    }

    /// Puts the values into the fields of the command.
    void bind(FlagParser.Parsed parsed) {
        List<String> arguments = new ArrayList<>(parsed.flags());
        arguments.add("--");
        arguments.addAll(parsed.positionals());
        line.parseArgs(arguments.toArray(new String[0]));
    }

    private static boolean find(List<OptionSpec> options, String name) {
        for (OptionSpec option : options) {
            if (option.longestName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
