/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.List;

/// A command that can run. Its class is not touched until it does.
///
/// @param key the words of its first place in the tree, such as `workspace start`; two places may share a command
public record CommandEntry(String name, List<String> aliases, Section section, String summary, String key)
        implements CommandNode {
    public CommandEntry {
        aliases = List.copyOf(aliases);
    }
}
