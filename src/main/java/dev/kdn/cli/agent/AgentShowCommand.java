/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.agent;

import dev.kdn.agent.Agent;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.error.NearestName;
import dev.kdn.error.NotFoundException;
import dev.kdn.output.AgentDocument;
import dev.kdn.output.StandardOutput;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/// `kdn agent show`.
public final class AgentShowCommand implements CliCommand {
    private final StandardOutput out;
    private final KnownAgents agents;
    private final Supplier<Path> settings;

    private final OutputOption output = new OutputOption();

    private String name = "";

    /// @param settings the folder with a folder of settings for each agent
    public AgentShowCommand(StandardOutput out, KnownAgents agents, Supplier<Path> settings) {
        this.out = out;
        this.agents = agents;
        this.settings = settings;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Show what kdn knows of an agent: what it sets up, what it keeps, where your settings for it are");
        syntax.examples("kdn agent show claude", "kdn agent show codex -o json");
        syntax.argument("agent", "Name of the agent, see 'kdn agent list'", given -> name = given);
        output.describe(syntax);
    }

    @Override
    public int run() {
        SortedMap<String, Agent> known = agents.byName();
        Agent agent = Optional.ofNullable(known.get(name)).orElseThrow(() -> notFound(known));
        AgentDocument document = new AgentDocument(agent, settings.get().resolve(agent.name()));
        if (output.json()) {
            out.write(document.json());
        } else {
            out.write(document.text());
        }
        return ExitCode.OK.code();
    }

    private NotFoundException notFound(SortedMap<String, Agent> known) {
        String all = "available: " + String.join(", ", known.keySet());
        return new NotFoundException(
                "unknown agent: " + name,
                NearestName.of(name, known.keySet())
                        .map(near -> "did you mean '" + near + "'? " + all)
                        .orElse(all));
    }
}
