/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.agent;

import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.agent.FileAgent;
import dev.kdn.error.KdnException;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import java.util.List;
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
