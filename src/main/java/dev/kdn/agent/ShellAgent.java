/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// No coding agent, only a shell.
final class ShellAgent implements Agent {
    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String description() {
        return "No agent, only a shell";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(List.of(), List.of(), List.of("bash"), Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.config", "~/.local/share");
    }
}
