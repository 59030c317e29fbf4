/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The agents built into kdn.
public final class Agents {
    private final List<Agent> agents;

    /// Exactly these agents.
    public Agents(List<Agent> agents) {
        this.agents = List.copyOf(agents);
    }

    /// Every agent that kdn comes with.
    public static Agents builtIn() {
        return new Agents(List.of(
                new ClaudeAgent(),
                new OpenclawAgent(),
                new CursorAgent(),
                new GooseAgent(),
                new OpencodeAgent(),
                new CodexAgent(),
                new GeminiAgent(),
                new ShellAgent()));
    }

    /// All, in the order in which they are offered.
    public List<Agent> all() {
        return agents;
    }

    /// The agent of exactly that name.
    public Optional<Agent> find(String name) {
        for (Agent agent : agents) {
            if (agent.name().equals(name)) {
                return Optional.of(agent);
            }
        }
        return Optional.empty();
    }

    /// The names, sorted.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Agent agent : agents) {
            names.add(agent.name());
        }
        Collections.sort(names);
        return List.copyOf(names);
    }
}
