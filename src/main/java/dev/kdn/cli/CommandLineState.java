/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/// An unfinished command line, as completion sees it.
public final class CommandLineState {
    private final Resolution resolution;
    private final CommandModel model;
    private final FlagParser.Parsed parsed;

    private CommandLineState(Resolution resolution, CommandModel model, FlagParser.Parsed parsed) {
        this.resolution = resolution;
        this.model = model;
        this.parsed = parsed;
    }

    /// A flag that may be typed.
    ///
    /// @param name with its dashes
    public record Flag(String name, String description) {}

    /// Reads the words before the unfinished one. The values of global flags take effect.
    public static CommandLineState of(List<String> words, CommandFactory commands, GlobalOptions globals) {
        Resolution resolution = Resolution.of(CommandTree.root(), words, globals);
        // No pattern switch: no AOT cache keeps the class behind it.
        CommandModel model = resolution.node() instanceof CommandEntry entry
                ? CommandModel.of(commands.create(entry.key()), globals)
                : CommandModel.group(globals);
        FlagParser.Parsed parsed = FlagParser.all(model.options(), resolution.arguments());
        parsed.value("--storage").ifPresent(globals::useStorage);
        return new CommandLineState(resolution, model, parsed);
    }

    /// The key of the command, empty while only groups are named.
    public Optional<String> command() {
        return resolution.node() instanceof CommandEntry entry ? Optional.of(entry.key()) : Optional.empty();
    }

    /// The commands that may come next; none after a word that no command has.
    public List<CommandNode> subcommands() {
        boolean open = resolution.unknown().isEmpty() && parsed.positionals().isEmpty();
        return open && resolution.node() instanceof CommandGroup group ? group.visible() : List.of();
    }

    /// The flag that waits for its value.
    public Optional<String> awaitingFlag() {
        return parsed.awaiting().map(OptionSpec::longestName);
    }

    /// Whether `--` has ended the flags.
    public boolean flagsEnded() {
        return resolution.arguments().contains("--");
    }

    /// The words so far that are neither flags nor their values.
    public List<String> arguments() {
        return parsed.positionals();
    }

    /// Whether the switch, such as `--force`, was given.
    public boolean isOn(String flag) {
        return parsed.value(flag).orElse("").equals("true");
    }

    /// The value of the flag, if it was given.
    public Optional<String> value(String flag) {
        return parsed.value(flag);
    }

    /// The flags that may still be given: repeatable ones, and those that are not there yet.
    public List<Flag> flags() {
        List<Flag> flags = new ArrayList<>();
        for (OptionSpec option : model.options()) {
            if (option.isMultiValue() || parsed.value(option.longestName()).isEmpty()) {
                flags.add(new Flag(option.longestName(), String.join(" ", option.description())));
            }
        }
        return flags;
    }
}
