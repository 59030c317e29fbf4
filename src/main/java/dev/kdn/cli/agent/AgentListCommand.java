/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.agent;

import dev.kdn.agent.Agent;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.output.AgentDocument;
import dev.kdn.output.Colors;
import dev.kdn.output.StandardOutput;
import java.util.Collection;
import java.util.function.Supplier;

/// `kdn agent list`.
public final class AgentListCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Colors> colors;
    private final KnownAgents agents;

    private final OutputOption output = new OutputOption();

    public AgentListCommand(StandardOutput out, Supplier<Colors> colors, KnownAgents agents) {
        this.out = out;
        this.colors = colors;
        this.agents = agents;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("List the agents, and what kdn sets up for each");
        syntax.examples("kdn agent list", "kdn agent list -o json");
        output.describe(syntax);
    }

    @Override
    public int run() {
        Collection<Agent> all = agents.byName().values();
        if (output.json()) {
            out.write(AgentDocument.list(all));
        } else {
            out.write(AgentDocument.table(all, colors.get()));
        }
        return ExitCode.OK.code();
    }
}
