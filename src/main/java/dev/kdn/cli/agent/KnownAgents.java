/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.agent;

import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.agent.FileAgent;
import dev.kdn.error.KdnException;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The agents that a user can choose: those of kdn, and those that a runtime has a file for.
///
/// @param builtIn those of kdn
/// @param runtimes asked for the others
public record KnownAgents(Supplier<Agents> builtIn, Supplier<RuntimeRegistry> runtimes) {
    /// Their names.
    public Set<String> names() {
        return byName().keySet();
    }

    /// Those that the runtime can run, in the order in which they are offered: kdn's first.
    public List<Agent> of(WorkspaceRuntime runtime) {
        List<Agent> all = builtIn.get().all();
        Optional<AgentSupport> support = runtime.capabilities().agents();
        if (support.isEmpty()) {
            return all;
        }
        List<String> others = new ArrayList<>(support.get().agents());
        List<Agent> agents = new ArrayList<>(all);
        agents.removeIf(agent -> !others.remove(agent.name()));
        others.forEach(name -> agents.add(new FileAgent(name)));
        return agents;
    }

    SortedMap<String, Agent> byName() {
        SortedMap<String, Agent> agents = new TreeMap<>();
        for (RuntimeEntry entry : runtimes.get().visible()) {
            supported(entry).forEach(name -> agents.put(name, new FileAgent(name)));
        }
        builtIn.get().all().forEach(agent -> agents.put(agent.name(), agent));
        return agents;
    }

    /// None of a runtime that cannot be asked; its own commands tell why.
    private static List<String> supported(RuntimeEntry entry) {
        try {
            return entry.runtime()
                    .get()
                    .capabilities()
                    .agents()
                    .map(AgentSupport::agents)
                    .orElse(List.of());
        } catch (KdnException unusable) {
            return List.of();
        }
    }
}
