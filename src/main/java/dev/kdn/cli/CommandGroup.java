/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A word with commands below it.
public record CommandGroup(
        String name, List<String> aliases, Section section, String summary, List<CommandNode> children)
        implements CommandNode {
    public CommandGroup {
        aliases = List.copyOf(aliases);
        children = List.copyOf(children);
    }

    /// The child of that name or alias.
    public Optional<CommandNode> find(String word) {
        for (CommandNode child : children) {
            if (child.isCalled(word)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /// The children that people see, sorted by name.
    public List<CommandNode> visible() {
        List<CommandNode> visible = new ArrayList<>();
        for (CommandNode child : children) {
            if (child.section() != Section.HIDDEN) {
                visible.add(child);
            }
        }
        visible.sort((left, right) -> left.name().compareTo(right.name()));
        return visible;
    }
}
