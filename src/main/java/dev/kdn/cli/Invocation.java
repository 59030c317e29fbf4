/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/// The words of one call, read by the flags of the command they name.
final class Invocation {
    private final Resolution resolution;
    private final CommandModel model;
    private final FlagParser.Parsed parsed;

    private Invocation(Resolution resolution, CommandModel model, FlagParser.Parsed parsed) {
        this.resolution = resolution;
        this.model = model;
        this.parsed = parsed;
    }

    static Invocation of(Resolution resolution, CommandModel model) {
        List<String> arguments = resolution.arguments();
        boolean raw = resolution.node().section() == CommandNode.Section.HIDDEN;
        FlagParser.Parsed parsed = raw ? FlagParser.Parsed.raw(arguments) : FlagParser.all(model.options(), arguments);
        return new Invocation(resolution, model, parsed);
    }

    boolean wantsHelp() {
        return isOn("--help");
    }

    boolean wantsVersion() {
        return isOn("--version");
    }

    /// Whether any `--output` says so, so that a command line that contradicts itself is answered in JSON, too.
    boolean wantsJson() {
        return parsed.flags().contains("--output=json");
    }

    void checkFlags() {
        checkFlags(Optional.empty());
    }

    /// Complains about flags that cannot be read.
    ///
    /// @param hint more to say than the usage
    void checkFlags(Optional<String> hint) {
        if (parsed.problem().isPresent()) {
            throw withUsage(parsed.problem().get(), hint);
        }
    }

    /// Complains about flags before the first word that is none; those after it belong to a command nobody knows.
    void checkLeadingFlags() {
        Optional<InvalidInputException> problem =
                FlagParser.leading(model.options(), resolution.arguments()).problem();
        if (problem.isPresent()) {
            throw withUsage(problem.get(), Optional.empty());
        }
    }

    /// Checks the arguments and puts all values into the command.
    void bind() {
        Optional<InvalidInputException> problem =
                ArgumentCount.of(model.positionals()).problem(parsed.positionals(), resolution.command());
        if (problem.isPresent()) {
            throw withUsage(problem.get(), Optional.empty());
        }
        String format = parsed.value("--output").orElse("");
        if (!format.isEmpty() && !format.equals("json")) {
            throw new InvalidInputException("unsupported output format: " + format + " (supported: json)");
        }
        try {
            model.bind(parsed);
        } catch (ParameterException e) {
            if (e.getCause() instanceof KdnException known) {
                throw known;
            }
            throw withUsage(new InvalidInputException(String.valueOf(e.getMessage()), null, e), Optional.empty());
        }
    }

    private InvalidInputException withUsage(InvalidInputException problem, Optional<String> hint) {
        StringBuilder text = new StringBuilder();
        problem.hint().ifPresent(meant -> text.append(meant).append('\n'));
        hint.ifPresent(more -> text.append(more).append('\n'));
        text.append("usage: ").append(Usage.line(resolution.path(), model));
        text.append(" (more: ").append(resolution.command()).append(" --help)");
        return new InvalidInputException(problem.getMessage(), text.toString(), problem);
    }

    private boolean isOn(String flag) {
        return parsed.value(flag).orElse("").equals("true");
    }
}
