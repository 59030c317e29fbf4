/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The flags and arguments of one command, as its [Syntax] tells them, and the global flags.
final class CommandModel {
    private static final String GLOBALS = "globals";

    private final Syntax command;
    private final CommandSpec globals;

    private CommandModel(Syntax command, CommandSpec globals) {
        this.command = command;
        this.globals = globals;
    }

    static CommandModel of(CliCommand command, GlobalOptions globals) {
        Syntax syntax = new Syntax();
        command.describe(syntax);
        return of(syntax, globals);
    }

    /// The model of a word that has commands below it: global flags only.
    static CommandModel group(GlobalOptions globals) {
        return of(new Syntax(), globals);
    }

    private static CommandModel of(Syntax own, GlobalOptions globals) {
        Syntax global = new Syntax();
        globals.describe(global);
        own.spec().addMixin(GLOBALS, global.spec());
        return new CommandModel(own, global.spec());
    }

    List<OptionSpec> options() {
        return command.spec().options();
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
        return command.spec().positionalParameters();
    }

    String[] description() {
        return command.spec().usageMessage().description();
    }

    /// Sample command lines.
    String[] examples() {
        return command.spec().usageMessage().footer();
    }

    /// Hands the values to the command.
    void bind(FlagParser.Parsed parsed) {
        List<String> arguments = new ArrayList<>(parsed.flags());
        arguments.add("--");
        arguments.addAll(parsed.positionals());
        command.read(arguments.toArray(new String[0]));
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
