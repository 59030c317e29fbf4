/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.ArrayList;
import java.util.List;

/// Sample command lines of a command, adapted to where in the tree it is called.
final class CommandExamples {
    private CommandExamples() {}

    /// Whether the command is called by a short form of its key.
    static boolean isAlias(List<String> path, CommandEntry entry) {
        return !command(path).equals("kdn " + entry.key());
    }

    static List<String> of(List<String> path, CommandEntry entry, CommandModel model) {
        String full = "kdn " + entry.key();
        List<String> adapted = new ArrayList<>();
        for (String line : model.examples()) {
            adapted.add(line.startsWith(full) ? command(path) + line.substring(full.length()) : line);
        }
        return adapted;
    }

    private static String command(List<String> path) {
        return String.join(" ", path);
    }
}
