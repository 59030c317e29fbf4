/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// An agent that a user made by writing a file `<name>.json` into a runtime's image configuration. kdn knows nothing
/// of it but its name; what is in its image stands in the file.
public record FileAgent(String name) implements Agent {
    @Override
    public AgentImage image() {
        return new AgentImage(List.of(), List.of(), List.of(), Map.of());
    }
}
