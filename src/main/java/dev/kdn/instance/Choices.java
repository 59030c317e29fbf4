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

    /// The runtime of that type, with or without its sandbox.
    ///
    /// @param unsandboxed whether the user wants no sandbox, so that nothing need be installed that makes one
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed
    /// @throws InvalidInputException if it has no sandbox that can be left out
    WorkspaceRuntime runtime(String type, boolean unsandboxed) {
        WorkspaceRuntime runtime = unsandboxed
                ? runtimes.find(type).orElseThrow(() -> unknown(type)).runtime().get()
                : runtime(type);
        if (unsandboxed && runtime.capabilities().sandbox().isEmpty()) {
            throw new InvalidInputException(
                    "--unsandboxed is for runtimes with a sandbox, and " + type + " has none",
                    "leave the flag out, or choose --runtime local");
        }
        return runtime;
    }

    /// The runtime of that type.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed
    WorkspaceRuntime runtime(String type) {
        if (runtimes.find(type).isEmpty()) {
            throw unknown(type);
        }
        return runtimes.get(type);
    }

    private InvalidInputException unknown(String runtime) {
        List<String> types = runtimes.visible().stream()
                .map(entry -> entry.description().type())
                .toList();
        return unknown("runtime", runtime, types);
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
