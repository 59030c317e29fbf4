/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.KdnException;
import dev.kdn.output.InfoDocument;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/// `kdn info`.
public final class InfoCommand implements CliCommand {
    private final StandardOutput out;
    private final StandardError err;
    private final Supplier<String> version;
    private final Supplier<RuntimeRegistry> runtimes;

    private final OutputOption output = new OutputOption();

    public InfoCommand(
            StandardOutput out, StandardError err, Supplier<String> version, Supplier<RuntimeRegistry> runtimes) {
        this.out = out;
        this.err = err;
        this.version = version;
        this.runtimes = runtimes;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Show the version of kdn, and the agents and runtimes that it can use on this machine");
        syntax.examples("kdn info", "kdn info -o json");
        output.describe(syntax);
    }

    @Override
    public int run() {
        TreeSet<String> agents = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (RuntimeEntry entry : runtimes.get().visible()) {
            names.add(entry.description().type());
            agents.addAll(agents(entry));
        }
        InfoDocument info = new InfoDocument(List.copyOf(agents), names, version.get());
        if (output.json()) {
            out.write(info.json());
        } else {
            out.write(info.text());
            if (names.isEmpty()) {
                err.line("no runtime found on this machine: install podman");
            }
        }
        return ExitCode.OK.code();
    }

    private static List<String> agents(RuntimeEntry entry) {
        try {
            return entry.runtime()
                    .get()
                    .capabilities()
                    .agents()
                    .map(AgentSupport::agents)
                    .orElse(List.of());
        } catch (KdnException unusable) {
            // A runtime that cannot be asked has no agents to offer; its own commands tell why.
            return List.of();
        }
    }
}
