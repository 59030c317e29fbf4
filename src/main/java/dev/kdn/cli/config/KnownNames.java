/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.agent.KnownAgents;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.runtime.RuntimeRegistry;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// Refuses names of agents and runtimes that `kdn init` would refuse, before they are written down.
///
/// @param agents those that a user can choose
/// @param runtimes those of this kdn
public record KnownNames(KnownAgents agents, Supplier<RuntimeRegistry> runtimes) {
    /// Makes sure that there is such an agent.
    ///
    /// @throws InvalidInputException telling which ones there are
    void agent(String name) {
        if (agents.builtIn().get().find(name).isEmpty() && !agents.names().contains(name)) {
            throw unknown("agent", name, agents.names());
        }
    }

    /// Makes sure that kdn has such a runtime, usable on this machine or not.
    ///
    /// @throws InvalidInputException telling which ones there are
    void runtime(String type) {
        if (runtimes.get().find(type).isEmpty()) {
            List<String> types = runtimes.get().visible().stream()
                    .map(entry -> entry.description().type())
                    .toList();
            throw unknown("runtime", type, types);
        }
    }

    private static InvalidInputException unknown(String kind, String name, Collection<String> known) {
        return new InvalidInputException("unknown " + kind + ": " + name, NearestName.hint(name, known));
    }
}
