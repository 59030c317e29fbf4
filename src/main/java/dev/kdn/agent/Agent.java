/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;

/// A coding agent that kdn can put into a workspace.
public interface Agent {
    /// The word for `--agent`, matching `[a-zA-Z0-9_]+`.
    String name();

    AgentImage image();

    /// What it needs to go on in a new container: logins, settings, history, transcripts. Paths below the home folder
    /// inside, as `~/.tool`; need not exist.
    default List<String> statePaths() {
        return List.of();
    }

    /// Ports it listens on inside the workspace, to be published besides the configured ones.
    default List<Integer> defaultPorts() {
        return List.of();
    }
}
