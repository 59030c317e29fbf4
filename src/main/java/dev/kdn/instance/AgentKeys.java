/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.secret.Secrets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Values of secrets that an agent asks about when it comes up, unless its settings tell it the end of them.
record AgentKeys(Supplier<Secrets> secrets) {
    // Of a short one the end would be all of it, and settings are files.
    private static final int MIN_LENGTH = 60;

    /// By variable; those that cannot be read now are left out, so that the agent asks.
    Map<String, String> readable(Agent agent, WorkspaceConfiguration configuration) {
        try {
            return all(agent, configuration);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException locked) {
            return Map.of();
        }
    }

    /// By variable.
    ///
    /// @throws KdnException if one cannot be read, as the start that follows would
    Map<String, String> all(Agent agent, WorkspaceConfiguration configuration) {
        Map<String, String> keys = new TreeMap<>();
        for (Variable variable : configuration.environment()) {
            if (variable.secret().isPresent() && agent.keyVariables().contains(variable.name())) {
                String name = variable.secret().get();
                if (secrets.get().find(name).isPresent()) {
                    keys.put(variable.name(), secrets.get().value(name));
                }
            }
        }
        keys.values().removeIf(value -> value.length() < MIN_LENGTH);
        return keys;
    }
}
