/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every agent keeps to.
interface AgentContract {
    Agent agent();

    default Map<String, String> files(SettingsRequest request) {
        return SettingsFixture.files(agent().name(), request);
    }

    /// The names of its documents when everything is asked for.
    default Set<String> documents() {
        return settings(SettingsFixture.request("openai::m::http://localhost:1/v1", SettingsFixture.MCP), Map.of())
                .documents()
                .keySet();
    }

    default AgentSettings settings(SettingsRequest request, Map<String, String> given) {
        return SettingsFixture.settings(agent().name(), request, given);
    }

    @Test
    default void hasALegalNameAndATerminal() {
        assertThat(agent().name()).matches("[a-zA-Z0-9_]+");
        assertThat(agent().image().terminalCommand().getFirst()).isNotEmpty();
        assertThat(agent().image().runCommands()).noneMatch(command -> command.contains("\n"));
        assertThat(agent().statePaths()).allMatch(path -> path.startsWith("~/"));
    }

    @Test
    default void carriesItsDocumentsOverWhenItIsMadeAnew() {
        assertThat(documents())
                .allMatch(document -> agent().statePaths().stream().anyMatch(state -> isIn(document, state)));
    }

    private static boolean isIn(String document, String state) {
        String path = "~/" + document;
        return path.equals(state) || path.startsWith(state + "/");
    }

    @Test
    default void setsTheModelOrSaysThatItDoesNot() {
        AgentSettings settings = settings(SettingsFixture.request("swift-7", Mcp.NONE), Map.of());
        String all = String.join("\n", SettingsFixture.files(settings).values());
        if (agent().takesModel()) {
            assertThat(all).contains("swift-7");
        } else {
            assertThat(settings.warnings()).anyMatch(warning -> warning.contains("swift-7"));
        }
    }

    @Test
    default void usesProviderAndAddressOrSaysThatItDoesNot() {
        AgentSettings settings =
                settings(SettingsFixture.request("acme::swift-7::http://localhost:99/v1", Mcp.NONE), Map.of());
        String all = String.join("\n", SettingsFixture.files(settings).values());
        assertThat(all).doesNotContain("localhost:99");
        assertThat(all.contains("acme") || settings.warnings().toString().contains("acme"))
                .isTrue();
        assertThat(all.contains("http://host.containers.internal:99/v1")
                        || settings.warnings().toString().contains("acme"))
                .isTrue();
    }

    @Test
    default void passesServersOnOrSaysThatItDoesNot() {
        AgentSettings settings = settings(SettingsFixture.request("", SettingsFixture.MCP), Map.of());
        String all = String.join("\n", SettingsFixture.files(settings).values());
        if (agent().takesMcp()) {
            assertThat(all).contains("tiny", "npx", "web", "https://mcp.test/mcp", "Bearer y");
            assertThat(all).contains("http://host.containers.internal:7/x", "--url=http://localhost:1");
        } else {
            assertThat(settings.warnings()).anyMatch(warning -> warning.contains("MCP"));
        }
    }

    @Test
    default void changesNothingASecondTime() {
        SettingsRequest request = SettingsFixture.request("openai::m::http://localhost:1/v1", SettingsFixture.MCP);
        SettingsUpdate first = new SettingsUpdate(settings(request, Map.of()), Map.of(), true);
        Map<String, SettingsFile> inside = new TreeMap<>(first.changes(Map.of()));
        SettingsUpdate again = new SettingsUpdate(settings(request, Map.of()), first.applied(), false);
        assertThat(again.needed()).isEmpty();
        assertThat(again.changes(inside)).isEmpty();
        assertThat(new SettingsUpdate(settings(request, Map.of()), first.applied(), true).changes(inside))
                .isEmpty();
    }

    @Test
    default void keepsWhatTheUserHasInItsFiles() throws Exception {
        SettingsRequest request = SettingsFixture.request("openai::m::http://localhost:1/v1", SettingsFixture.MCP);
        for (String path : documents()) {
            SettingsFormat format = SettingsFormat.of(path);
            ObjectNode mine = SettingsFormat.JSON.parse("""
                {"zeta": {"b": 1, "a": [true, 12345678901234567890, 1.50]}, "alpha": "x: #y"}\
                """.getBytes(StandardCharsets.UTF_8));
            Map<String, String> given = Map.of(path, new String(format.print(mine), StandardCharsets.UTF_8));
            String text = Objects.requireNonNull(
                    SettingsFixture.files(settings(request, given)).get(path));
            ObjectNode after = format.parse(text.getBytes(StandardCharsets.UTF_8));
            assertThat(after.get("zeta")).isEqualTo(mine.get("zeta"));
            assertThat(after.get("alpha").asText()).isEqualTo("x: #y");
            assertThat(text.indexOf("zeta")).isLessThan(text.indexOf("alpha"));
        }
    }

    @Test
    default void takesAnEmptyFileAndNullForNothing() {
        SettingsRequest request = SettingsFixture.request("", SettingsFixture.MCP);
        for (String path : documents()) {
            for (String nothing :
                    SettingsFormat.of(path) == SettingsFormat.TOML ? List.of("", "\n") : List.of("", "null")) {
                assertThat(SettingsFixture.files(settings(request, Map.of(path, nothing))))
                        .containsOnlyKeys(withGiven(request, path));
            }
        }
    }

    private Set<String> withGiven(SettingsRequest request, String path) {
        Set<String> names = new TreeSet<>(files(request).keySet());
        names.add(path);
        return names;
    }

    @Test
    default void saysWhichFileIsBrokenAndWhere() {
        SettingsRequest request = SettingsFixture.request("", Mcp.NONE);
        for (String path : documents()) {
            assertThatThrownBy(() -> settings(request, Map.of(path, "{\n  \"a\": [1,\n")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("/s/config/" + agent().name() + "/" + path + ":")
                    .hasMessageMatching("(?s).*:\\d+:\\d+: .*");
        }
    }

    /// Of the user, and of an agent that wrote such a thing inside.
    @Test
    default void copesWithFilesThatAreNoText() {
        SettingsFile latin = new SettingsFile(new byte[] {'#', ' ', (byte) 0xfc, '\n', 'a'}, SettingsFile.PRIVATE);
        SettingsRequest request = SettingsFixture.request("", Mcp.NONE);
        SettingsRequest all = SettingsFixture.request("p::m", SettingsFixture.MCP);
        for (String path : documents()) {
            assertThatThrownBy(() -> AgentSettings.of(agent(), request, "/s", Map.of(path, latin)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("/s/" + path + ":");
            if (files(all).containsKey(path)) {
                SettingsUpdate update =
                        new SettingsUpdate(AgentSettings.of(agent(), all, "/s", Map.of()), Map.of(), true);
                assertThat(update.changes(Map.of(path, latin))).containsEntry(path + ".broken", latin);
            }
        }
    }

    @Test
    default void hasNothingFixedThatOthersCouldKnow() {
        String all =
                String.join("", files(SettingsFixture.request("", Mcp.NONE)).values());
        assertThat(all).doesNotContain("openclaw123");
        assertThat(all.lines().filter(line -> line.contains("\"*\"")).collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    default void hasItsSkillsBelowTheHomeFolder() {
        assertThat(agent().skillsFolder().orElse(".tool/skills")).matches("\\.[a-z]+/skills");
    }
}
