/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// Goose, by Block.
final class GooseAgent implements Agent {
    @Override
    public String name() {
        return "goose";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "cd /tmp && curl -fsSL https://github.com/block/goose/releases/download/stable/download_cli.sh"
                                + " | CONFIGURE=false bash",
                        "mkdir -p /home/agent/.config/goose"),
                List.of("goose"),
                Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.config/goose", "~/.local/share/goose", "~/.local/state/goose");
    }
}
