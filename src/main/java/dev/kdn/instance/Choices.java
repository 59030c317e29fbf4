/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.agent.FileAgent;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the agent and the runtime that a user names, or says which ones there are.
final class Choices {
    private final RuntimeRegistry runtimes;
    private final Supplier<Agents> agents;

    Choices(RuntimeRegistry runtimes, Supplier<Agents> agents) {
        this.runtimes = runtimes;
        this.agents = agents;
    }

    /// The runtime of that type.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed
    WorkspaceRuntime runtime(String type) {
        if (runtimes.find(type).isEmpty()) {
            List<String> types = runtimes.visible().stream()
                    .map(entry -> entry.description().type())
                    .toList();
            throw unknown("runtime", type, types);
        }
        return runtimes.get(type);
    }

    /// The agent, which the runtime must be able to run: a built-in one, or one that the runtime has a file for.
    Agent agent(String name, WorkspaceRuntime runtime) {
        Agents builtIn = agents.get();
        List<String> supported =
                runtime.capabilities().agents().map(AgentSupport::agents).orElseGet(builtIn::names);
        Optional<Agent> known = builtIn.find(name);
        if (supported.contains(name)) {
            return known.orElseGet(() -> new FileAgent(name));
        }
        if (known.isEmpty()) {
            throw unknown("agent", name, supported);
        }
        throw new InvalidInputException(
                "runtime " + runtime.description().type() + " does not support agent " + name,
                "it supports: " + String.join(", ", supported));
    }

    private static InvalidInputException unknown(String kind, String name, List<String> known) {
        return new InvalidInputException("unknown " + kind + ": " + name, NearestName.hint(name, known));
    }
}
