/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// OpenCode.
final class OpencodeAgent implements Agent {
    @Override
    public String name() {
        return "opencode";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "cd /tmp && curl -fsSL https://opencode.ai/install | bash",
                        "mkdir -p /home/agent/.local/bin"
                                + " && ln -sf /home/agent/.opencode/bin/opencode /home/agent/.local/bin/opencode",
                        "mkdir -p /home/agent/.config/opencode"),
                List.of("opencode"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.config/opencode", "~/.local/share/opencode", "~/.local/state/opencode");
    }
}
