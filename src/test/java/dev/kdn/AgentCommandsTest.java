/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandsTest {
    @TempDir
    Path storage;

    private KdnInJvm run(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--storage";
        all[words.length + 1] = storage.toString();
        return KdnInJvm.run(all);
    }

    @Test
    void listsTheAgentsWithWhatIsSetUp() {
        KdnInJvm result = run("agent", "list");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("NAME +DESCRIPTION +MODEL +MCP +SKILLS")
                .containsPattern("claude +Claude Code, by Anthropic +yes +yes +yes")
                .containsPattern("shell +No agent, only a shell +no +no +no");
        assertThat(run("agent", "list", "-o", "json").out()).contains("\"name\": \"codex\"");
    }

    @Test
    void showsOne() {
        KdnInJvm result = run("agent", "show", "openclaw");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Name: openclaw\n", "Ports: 18789\n", "Skills: ~/.openclaw/skills\n")
                .contains("Your settings: " + storage.resolve("config/openclaw") + "\n");
        assertThat(run("agent", "show", "claude", "-o", "json").out())
                .contains("\"knownModels\": [", "\"sonnet\"", "\"skills\": \"~/.claude/skills\"");
    }

    @Test
    void namesTheValidOnesForAnUnknownName() {
        KdnInJvm result = run("agent", "show", "cluade");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("unknown agent: cluade", "did you mean 'claude'?", "available: claude, codex, cursor");
    }

    @Test
    void refusesAnUnknownAgentOrRuntimeFirst() {
        KdnInJvm agent = run("init", "--runtime", "fake", "--agent", "nobody", "/nonexistent/sources");
        assertThat(agent.code()).isEqualTo(2);
        assertThat(agent.err()).contains("unknown agent: nobody", "claude, codex, cursor, gemini");
        KdnInJvm runtime = run("init", "--runtime", "nowhere", "--agent", "claude", "/nonexistent/sources");
        assertThat(runtime.code()).isEqualTo(2);
        assertThat(runtime.err()).contains("unknown runtime: nowhere");
        assertThat(storage).isEmptyDirectory();
    }
}
