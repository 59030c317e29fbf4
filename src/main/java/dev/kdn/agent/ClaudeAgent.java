/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// Claude Code.
final class ClaudeAgent implements Agent {
    @Override
    public String name() {
        return "claude";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "curl -fsSL --proto-redir '-all,https' --tlsv1.3 https://claude.ai/install.sh | bash",
                        "mkdir -p /home/agent/.config"),
                List.of("claude"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.claude", "~/.claude.json");
    }
}
