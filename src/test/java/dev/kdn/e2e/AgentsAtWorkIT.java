/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import org.junit.jupiter.api.Test;

@SlowTest
@EngineTest("podman")
class AgentsAtWorkIT extends AgentsAtWork {
    @Override
    TestRuntime runtime() {
        return TestRuntime.PODMAN;
    }

    @Test
    void claudeWorksAndRemembersAfterRecreate() throws Exception {
        works("claude", "ANTHROPIC_API_KEY", "anthropic::claude-sonnet-4-5::http://localhost:%d", "? for shortcuts");
        kdn.run("recreate", "--force", "--trust", "shop").exit(0);
        try (Screen screen = Screen.open(kdn, "shop")) {
            Screen _ = screen.await("? for shortcuts");
        }
        assertThat(inside("cat ~/.claude.json")).contains("hasCompletedOnboarding", "numStartups");
        remembers(".claude/.credentials.json", ".claude/projects");
    }

    @Test
    void opencodeWorks() throws Exception {
        works("opencode", "MOCK_API_KEY", "mock::mock-model::http://localhost:%d/v1", "Ask anything");
        remembers(".local/share/opencode/auth.json", ".local/share/opencode");
    }
}
