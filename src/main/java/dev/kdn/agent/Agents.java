/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Optional;

/// The agents built into kdn.
public final class Agents {
    private final List<Agent> agents;

    /// Exactly these agents.
    public Agents(List<Agent> agents) {
        this.agents = List.copyOf(agents);
    }

    public Optional<Agent> find(String name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    /// The names, sorted.
    public List<String> names() {
        return agents.stream().map(Agent::name).sorted().toList();
    }
}
