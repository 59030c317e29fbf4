/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// The Cursor command-line agent.
final class CursorAgent implements Agent {
    @Override
    public String name() {
        return "cursor";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(), List.of("curl https://cursor.com/install -fsS | bash"), List.of("agent"), Map.of());
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.cursor", "~/.config/cursor");
    }
}
