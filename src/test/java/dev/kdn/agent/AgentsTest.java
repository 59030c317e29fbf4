/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentsTest {
    private final Agents agents = Agents.builtIn();

    @Test
    void knowsItsAgentsByName() {
        assertThat(agents.names())
                .containsExactly("claude", "codex", "cursor", "gemini", "goose", "openclaw", "opencode", "shell");
        assertThat(agents.find("claude").orElseThrow().image().terminalCommand())
                .containsExactly("claude");
        assertThat(agents.find("Claude")).isEmpty();
        assertThat(agents.all()).hasSize(8);
    }

    @Test
    void givesEveryAgentATerminalAndALegalName() {
        assertThat(agents.all()).allSatisfy(agent -> {
            assertThat(agent.name()).matches("[a-zA-Z0-9_]+");
            assertThat(agent.image().terminalCommand().getFirst()).isNotEmpty();
            assertThat(agent.image().runCommands()).noneMatch(command -> command.contains("\n"));
        });
    }

    @Test
    void givesOpenclawItsPort() {
        assertThat(agents.find("openclaw").orElseThrow().defaultPorts()).containsExactly(18789);
        assertThat(agents.find("shell").orElseThrow().defaultPorts()).isEmpty();
    }
}
