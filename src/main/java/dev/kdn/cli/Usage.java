/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// How flags and arguments are written in help texts.
final class Usage {
    private Usage() {}

    /// Such as `kdn open NAME|ID [PORT] [flags]`.
    static String line(List<String> path, CommandModel model) {
        StringBuilder line = new StringBuilder(String.join(" ", path));
        for (PositionalParamSpec positional : model.positionals()) {
            String label = positional.paramLabel() + (positional.arity().isVariable() ? "..." : "");
            line.append(' ').append(positional.arity().min() == 0 ? "[" + label + "]" : label);
        }
        return line.append(" [flags]").toString();
    }

    /// Such as `-o, --output format`, aligned for flags without a letter.
    static String flag(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        String letter = option.shortestName();
        text.append(letter.startsWith("--") ? "    " : letter + ", ").append(option.longestName());
        if (!FlagParser.isBoolean(option)) {
            text.append(' ').append(option.paramLabel());
        }
        return text.toString();
    }
}
