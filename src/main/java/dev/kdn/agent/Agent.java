/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;

/// A coding agent that kdn can put into a workspace.
public interface Agent {
    /// The word for `--agent`, matching `[a-zA-Z0-9_]+`.
    String name();

    AgentImage image();

    /// Ports it listens on inside the workspace, to be published besides the configured ones.
    default List<Integer> defaultPorts() {
        return List.of();
    }
}
