/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.cli.CommandNode.Section;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// The help of commands and groups.
public final class HelpText {
    private final CommandFactory commands;
    private final GlobalOptions globals;
    private final StringBuilder text = new StringBuilder(1024);

    HelpText(CommandFactory commands, GlobalOptions globals) {
        this.commands = commands;
        this.globals = globals;
    }

    /// Help of what the words name.
    ///
    /// @throws dev.kdn.error.InvalidInputException if there is no such command
    String of(List<String> words) {
        Resolution resolution = Resolution.of(CommandTree.root(), words, globals);
        if (resolution.unknown().isPresent()) {
            throw resolution.unknownCommand(resolution.unknown().get());
        }
        return switch (resolution.node()) {
            case CommandGroup group -> group(resolution.path(), group);
            case CommandEntry entry -> {
                CommandModel model = CommandModel.of(commands.create(entry.key()), globals);
                yield command(resolution.path(), entry, model);
            }
        };
    }

    String command(List<String> path, CommandEntry entry, CommandModel model) {
        for (String line : model.description()) {
            text.append(line).append('\n');
        }
        if (CommandExamples.isAlias(path, entry)) {
            text.append("(alias for '").append(entry.key()).append("')\n");
        }
        text.append("\nUsage:\n  ").append(Usage.line(path, model)).append('\n');
        if (!entry.aliases().isEmpty()) {
            text.append("\nAliases:\n  ").append(entry.name()).append(", ");
            text.append(String.join(", ", entry.aliases())).append('\n');
        }
        List<String> examples = CommandExamples.of(path, entry, model);
        if (!examples.isEmpty()) {
            text.append("\nExamples:\n");
            examples.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        flags("Flags", model.ownOptions());
        flags("Global Flags", model.globalOptions());
        return text.toString();
    }

    String group(List<String> path, CommandGroup group) {
        String command = String.join(" ", path);
        text.append(group.summary()).append("\n\nUsage:\n  ").append(command).append(" [command]\n");
        if (path.size() > 1) {
            list("Available Commands", group.visible());
        } else {
            for (Section section : Section.values()) {
                list(
                        section.title(),
                        group.visible().stream()
                                .filter(node -> node.section() == section)
                                .toList());
            }
        }
        flags("Global Flags", CommandModel.group(globals).globalOptions());
        text.append("\nUse \"").append(command);
        text.append(" [command] --help\" for more information about a command.\n");
        return text.toString();
    }

    private void list(String title, List<CommandNode> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append(":\n");
        int width = 12;
        for (CommandNode node : nodes) {
            text.append("  ")
                    .append(node.name())
                    .repeat(' ', width - node.name().length());
            text.append(node.summary()).append('\n');
        }
    }

    private void flags(String title, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append(":\n");
        int width = 0;
        for (OptionSpec option : options) {
            width = Math.max(width, Usage.flag(option).length());
        }
        for (OptionSpec option : options) {
            String flag = Usage.flag(option);
            text.append("  ").append(flag).repeat(' ', width - flag.length() + 3);
            text.append(String.join(" ", option.description())).append('\n');
        }
    }
}
