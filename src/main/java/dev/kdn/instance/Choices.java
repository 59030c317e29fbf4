/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.List;
import java.util.function.Supplier;

/// Finds the agent and the runtime that a user names, or says which ones there are.
final class Choices {
    private final RuntimeRegistry runtimes;
    private final Supplier<Agents> agents;

    Choices(RuntimeRegistry runtimes, Supplier<Agents> agents) {
        this.runtimes = runtimes;
        this.agents = agents;
    }

    Agent agent(String name) {
        Agents known = agents.get();
        return known.find(name).orElseThrow(() -> unknown("agent", name, known.names()));
    }

    /// The runtime, which must be able to run the agent.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed
    WorkspaceRuntime runtime(String type, Agent agent) {
        if (runtimes.find(type).isEmpty()) {
            List<String> types = runtimes.visible().stream()
                    .map(entry -> entry.description().type())
                    .toList();
            throw unknown("runtime", type, types);
        }
        WorkspaceRuntime runtime = runtimes.get(type);
        List<String> supported =
                runtime.capabilities().agents().map(AgentSupport::agents).orElse(List.of(agent.name()));
        if (!supported.contains(agent.name())) {
            throw new InvalidInputException(
                    "runtime " + type + " does not support agent " + agent.name(),
                    "It supports: " + String.join(", ", supported));
        }
        return runtime;
    }

    private static InvalidInputException unknown(String kind, String name, List<String> known) {
        String hint = known.isEmpty() ? "There is none on this machine" : "Available: " + String.join(", ", known);
        return new InvalidInputException(
                "unknown " + kind + ": " + name,
                NearestName.of(name, known)
                        .map(near -> "Did you mean " + near + "? " + hint)
                        .orElse(hint));
    }
}
