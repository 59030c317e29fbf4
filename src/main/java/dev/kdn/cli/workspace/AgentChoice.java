/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults.Default;
import dev.kdn.cli.agent.KnownAgents;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.output.StandardError;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.List;

/// Chooses the agent for who named none; nobody but the user can know which.
final class AgentChoice {
    private static final String SETTING = "'kdn config set agent NAME' chooses one for good";

    private final KnownAgents agents;
    private final StandardError err;

    AgentChoice(KnownAgents agents, StandardError err) {
        this.agents = agents;
        this.err = err;
    }

    /// Makes sure that there is the agent that was set.
    ///
    /// @throws InvalidInputException naming who has set it, and the ones there are
    void check(Default set) {
        if (agents.builtIn().get().find(set.value()).isEmpty()
                && !agents.names().contains(set.value())) {
            throw new InvalidInputException(
                    "unknown agent: " + set.value() + " (" + set.source() + ")",
                    NearestName.hint(set.value(), agents.names()) + "; or '" + set.remedy() + "'");
        }
    }

    /// What to tell if there is nobody to ask.
    InputNeededException missing() {
        return new InputNeededException(
                "agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable",
                "agents: " + String.join(", ", agents.names()) + "; " + SETTING);
    }

    /// What the user picks of those that the runtime can run; if it is one only, it is taken and told.
    String picked(WorkspaceRuntime runtime, Menu menu) {
        List<Menu.Item> items = agents.of(runtime).stream()
                .map(agent -> new Menu.Item(agent.name(), agent.description()))
                .toList();
        if (items.size() == 1) {
            err.line("Agent: " + items.getFirst().name() + ", the only one of this runtime");
            return items.getFirst().name();
        }
        return menu.pick("agent", items, "name one with --agent, or set KDN_DEFAULT_AGENT; " + SETTING);
    }
}
