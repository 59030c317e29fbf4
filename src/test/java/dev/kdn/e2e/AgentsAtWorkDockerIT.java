/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import org.junit.jupiter.api.Test;

@SlowTest
@EngineTest("docker")
class AgentsAtWorkDockerIT extends AgentsAtWork {
    @Override
    TestRuntime runtime() {
        return TestRuntime.docker();
    }

    @Test
    void codexWorks() throws Exception {
        works("codex", "MOCK_API_KEY", "mock::gpt-5::http://localhost:%d/v1", "Ask Codex to do anything");
        remembers(".codex/auth.json", ".codex/sessions");
    }

    @Test
    void geminiWorks() throws Exception {
        works("gemini", "GEMINI_API_KEY", "google::gemini-2.5-pro::http://localhost:%d", "Type your message");
        remembers(".gemini/oauth_creds.json", ".gemini/tmp");
    }
}
