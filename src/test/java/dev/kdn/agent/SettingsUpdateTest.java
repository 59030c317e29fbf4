/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.Mcp;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsUpdateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = ".claude.json";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # wanted        | last            | inside                | comes out
        {"a":1}         | {}              | {"z":9}               | {"z":9,"a":1}
        {"a":1}         | {}              | {"a":2}               | {"a":1}
        {"a":1}         | {"a":1}         | {"a":2}               | {"a":2}
        {"a":1}         | {"a":1}         | {}                    | {}
        {"a":3}         | {"a":1}         | {"a":2}               | {"a":3}
        {}              | {"a":1}         | {"a":1,"z":9}         | {"z":9}
        {}              | {"a":1}         | {"a":2}               | {"a":2}
        {"o":{"a":1}}   | {}              | {"o":{"z":9}}         | {"o":{"z":9,"a":1}}
        {"o":{"a":1}}   | {"o":{"b":2}}   | {"o":{"b":2,"z":9}}   | {"o":{"z":9,"a":1}}
        {}              | {"o":{"a":1}}   | {"o":{"a":1,"z":9}}   | {"o":{"z":9}}
        {"o":{"a":1}}   | {}              | {"o":7}               | {"o":{"a":1}}
        {"o":{"a":1}}   | {"o":{"a":1}}   | {}                    | {}
        {"o":{"a":1,"b":3}} | {"o":{"a":1,"b":2}} | {}         | {"o":{"a":1,"b":3}}
        {"o":[1]}       | {"o":[1]}       | {"o":[1,2]}           | {"o":[1,2]}
        """)
    void mergesThreeWays(String wanted, String last, String inside, String expected) throws Exception {
        assertThat(DocumentMerge.merge(object(wanted), object(last), object(inside)))
                .isEqualTo(object(expected));
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json);
    }

    @Test
    void leavesLoginsAndHistoryOfTheAgent() {
        SettingsUpdate first = update("{}", Map.of());
        Map<String, SettingsFile> inside = new TreeMap<>(first.changes(Map.of()));
        inside.put(STATE, SettingsFixture.file("""
            {"hasCompletedOnboarding": true, "oauthAccount": {"id": "me"},
             "projects": {"/workspace/sources": {"hasTrustDialogAccepted": true, "history": ["x"]}}}\
            """));
        Map<String, SettingsFile> changes =
                update("{\"theme\": \"light\"}", first.applied()).changes(inside);
        assertThat(changes).containsOnlyKeys(STATE);
        assertThat(Objects.requireNonNull(changes.get(STATE)).text())
                .contains("\"oauthAccount\": {", "\"history\": [", "\"theme\": \"light\"");
    }

    @Test
    void looksOnlyAtWhatHasChanged() {
        SettingsUpdate first = update("{}", Map.of());
        assertThat(update("{}", first.applied()).needed()).isEmpty();
        assertThat(update("{\"theme\": 1}", first.applied()).needed()).containsExactly(STATE);
    }

    @Test
    void putsABrokenFileOfTheAgentAside() {
        SettingsUpdate update = update("{}", Map.of());
        SettingsFile broken = SettingsFixture.file("{\"half");
        Map<String, SettingsFile> changes = update.changes(Map.of(STATE, broken));
        assertThat(changes).containsEntry(STATE + ".broken", broken);
        assertThat(Objects.requireNonNull(changes.get(STATE)).text()).contains("hasCompletedOnboarding");
        assertThat(update.warnings()).singleElement().asString().contains("~/.claude.json:1:", ".broken");
    }

    @Test
    void copiesOtherFilesWhenTheyChange() {
        SettingsRequest request = SettingsFixture.request("", Mcp.NONE);
        Map<String, String> given = Map.of(".claude/CLAUDE.md", "one");
        SettingsUpdate first = new SettingsUpdate(SettingsFixture.settings("claude", request, given), Map.of(), true);
        assertThat(first.changes(Map.of())).containsKey(".claude/CLAUDE.md");
        assertThat(first.applied().get(".claude/CLAUDE.md")).doesNotContain("one");
        SettingsUpdate same =
                new SettingsUpdate(SettingsFixture.settings("claude", request, given), first.applied(), false);
        assertThat(same.changes(Map.of())).isEmpty();
        SettingsUpdate other = new SettingsUpdate(
                SettingsFixture.settings("claude", request, Map.of(".claude/CLAUDE.md", "two")),
                first.applied(),
                false);
        assertThat(other.changes(Map.of())).containsOnlyKeys(".claude/CLAUDE.md");
        SettingsUpdate fresh =
                new SettingsUpdate(SettingsFixture.settings("claude", request, given), first.applied(), true);
        assertThat(fresh.needed()).contains(".claude/CLAUDE.md");
        assertThat(fresh.changes(Map.of())).containsKey(".claude/CLAUDE.md");
    }

    private static SettingsUpdate update(String state, Map<String, String> last) {
        AgentSettings settings =
                SettingsFixture.settings("claude", SettingsFixture.request("", Mcp.NONE), Map.of(STATE, state));
        return new SettingsUpdate(settings, last, false);
    }
}
