/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;

/// OpenClaw, whose gateway listens on a port of its own.
final class OpenclawAgent implements Agent {
    private static final int GATEWAY_PORT = 18789;

    /// Starts the gateway in the background if it does not answer, waits at most 15 s for it, then opens the agent.
    private static final String TERMINAL = """
        up() { curl -s -o /dev/null http://127.0.0.1:18789/; }
        if ! up; then
          openclaw gateway run >/dev/null 2>&1 &
          for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
            up && break
            sleep 0.5
          done
        fi
        exec openclaw
        """;

    @Override
    public String name() {
        return "openclaw";
    }

    @Override
    public AgentImage image() {
        return new AgentImage(
                List.of(),
                List.of(
                        "curl -fsSL https://openclaw.ai/install-cli.sh | bash",
                        "mkdir -p /home/agent/.local/bin"
                                + " && ln -sf /home/agent/.openclaw/bin/openclaw /home/agent/.local/bin/openclaw"),
                List.of("sh", "-c", TERMINAL),
                Map.of("OPENCLAW_PROXY_ACTIVE", "1", "NODE_NO_WARNINGS", "1"));
    }

    @Override
    public List<Integer> defaultPorts() {
        return List.of(GATEWAY_PORT);
    }

    @Override
    public List<String> statePaths() {
        return List.of("~/.openclaw");
    }
}
