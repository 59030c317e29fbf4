/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.runtime;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.error.ConfigurationException;
import dev.kdn.output.Colors;
import dev.kdn.output.RuntimeCheckText;
import dev.kdn.output.RuntimeDocument;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import dev.kdn.runtime.CheckedRuntime;
import dev.kdn.runtime.RuntimeChecks;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn runtime list`.
public final class RuntimeListCommand implements CliCommand {
    private final StandardOutput out;
    private final StandardError err;
    private final Supplier<Colors> colors;
    private final Supplier<RuntimeRegistry> runtimes;

    private final OutputOption output = new OutputOption();

    private boolean check;

    public RuntimeListCommand(
            StandardOutput out, StandardError err, Supplier<Colors> colors, Supplier<RuntimeRegistry> runtimes) {
        this.out = out;
        this.err = err;
        this.colors = colors;
        this.runtimes = runtimes;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("List the runtimes that are available on this machine");
        syntax.examples("kdn runtime list", "kdn runtime list -o json", "kdn runtime list --check");
        output.describe(syntax);
        syntax.flag(
                "--check",
                "Ask the engines of all runtimes how they are; ends with 5 if none can be reached",
                given -> check = given);
    }

    /// Programs that ask an engine must not stay behind.
    @Override
    public boolean undoesWhenCancelled() {
        return check;
    }

    @Override
    public int run() {
        return check ? check() : list();
    }

    private int check() {
        List<CheckedRuntime> checked = new RuntimeChecks(runtimes.get()).run();
        if (output.json()) {
            out.write(RuntimeDocument.checks(checked));
        } else {
            out.write(RuntimeCheckText.of(checked, colors.get()));
        }
        boolean any = checked.stream().anyMatch(runtime -> runtime.status().isReachable());
        return (any ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
    }

    private int list() {
        List<RuntimeDescription> descriptions = new ArrayList<>();
        for (RuntimeEntry entry : runtimes.get().visible()) {
            description(entry).ifPresent(descriptions::add);
        }
        if (output.json()) {
            out.write(RuntimeDocument.list(descriptions));
        } else {
            out.write(RuntimeDocument.table(descriptions, colors.get()));
        }
        return ExitCode.OK.code();
    }

    /// Where it works now. A runtime that cannot tell, since what names its engine is wrong, cannot be used.
    private Optional<RuntimeDescription> description(RuntimeEntry entry) {
        RuntimeDescription description = entry.description();
        try {
            return Optional.of(entry.runtime()
                    .get()
                    .capabilities()
                    .place()
                    .map(place -> description.at(place.endpoint()))
                    .orElse(description));
        } catch (ConfigurationException wrong) {
            err.line("warning: " + description.type() + " is left out: " + wrong.getMessage()
                    + wrong.hint().map(hint -> "; " + hint).orElse(""));
            return Optional.empty();
        }
    }
}
