/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which command a line of words names.
///
/// @param path the words to it by their full names, `kdn` first
/// @param node the command, or the group where the words end
/// @param arguments all other words, flags before the command included
/// @param unknown the word that no command of the group has
record Resolution(List<String> path, CommandNode node, List<String> arguments, Optional<String> unknown) {

    /// Walks down the tree; global flags may stand anywhere between the words.
    static Resolution of(CommandGroup root, List<String> words, GlobalOptions globals) {
        List<String> path = new ArrayList<>(List.of(root.name()));
        List<String> flags = new ArrayList<>();
        CommandGroup group = root;
        int next = 0;
        while (next < words.size()) {
            List<String> rest = words.subList(next, words.size());
            int leading = leadingFlags(rest, globals);
            flags.addAll(rest.subList(0, leading));
            next += leading;
            if (leading > 0) {
                continue;
            }
            String word = rest.getFirst();
            Optional<CommandNode> node = group.find(word);
            if (word.equals("--") || node.isEmpty()) {
                flags.addAll(rest);
                return new Resolution(path, group, flags, word.equals("--") ? Optional.empty() : Optional.of(word));
            }
            path.add(node.get().name());
            next++;
            if (node.get() instanceof CommandGroup inner) {
                group = inner;
            } else {
                flags.addAll(words.subList(next, words.size()));
                return new Resolution(path, node.get(), flags, Optional.empty());
            }
        }
        return new Resolution(path, group, flags, Optional.empty());
    }

    private static int leadingFlags(List<String> words, GlobalOptions globals) {
        String first = words.getFirst();
        if (first.length() < 2 || first.charAt(0) != '-' || first.equals("--")) {
            return 0;
        }
        return FlagParser.leading(CommandModel.group(globals).options(), words).read();
    }

    String command() {
        return String.join(" ", path);
    }

    /// The complaint about the unknown word.
    InvalidInputException unknownCommand(String word) {
        String message = "unknown command \"" + word + "\" for \"" + command() + "\"";
        String usage = "run '" + command() + " --help' to see the commands";
        List<String> names = new ArrayList<>();
        if (node instanceof CommandGroup group) {
            for (CommandNode child : group.visible()) {
                names.add(child.name());
                names.addAll(child.aliases());
            }
        }
        String hint =
                Suggestions.hint(word, names).map(meant -> meant + "\n" + usage).orElse(usage);
        return new InvalidInputException(message, hint);
    }
}
