/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveConfigurationTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROJECT = "https://github.com/ann/shop/";

    @TempDir
    Path folder;

    private EffectiveConfiguration read() {
        return EffectiveConfiguration.read(folder, new UserConfiguration(folder), PROJECT, "claude");
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text.replace('\'', '"'));
    }

    private JsonNode merged() throws IOException {
        return MAPPER.readTree(WorkspaceConfigurationJson.write(read().configuration()));
    }

    @Test
    void mergesAsTheOracleDoes() throws IOException {
        Random random = new Random(20260524);
        GeneratedConfiguration generated = new GeneratedConfiguration(random);
        for (int i = 0; i < 1000; i++) {
            ObjectNode workspace = generated.next();
            ObjectNode projects = MAPPER.createObjectNode();
            projects.set("", generated.next());
            projects.set(PROJECT, generated.next());
            projects.set("https://github.com/ann/other/", generated.next());
            ObjectNode agents = MAPPER.createObjectNode();
            agents.set("claude", generated.next());
            agents.set("goose", generated.next());
            write("workspace.json", workspace.toString());
            write("projects.json", projects.toString());
            write("agents.json", agents.toString());

            JsonNode expected = MergeOracle.merge(
                    MergeOracle.merge(workspace, MergeOracle.merge(projects.get(""), projects.get(PROJECT))),
                    agents.get("claude"));
            assertThat(merged()).as("case " + i).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        environment | [{'name': 'X', 'value': '0'}, {'name': 'DEBUG', 'value': '1'}] | [{'name': 'DEBUG', 'value': '4'}] | [{'name': 'X', 'value': '0'}, {'name': 'DEBUG', 'value': '4'}]
        environment | [{'name': 'A', 'value': '0'}] | [{'name': 'A', 'secret': 's'}] | [{'name': 'A', 'secret': 's'}]
        mounts | [{'host': '/h', 'ro': true, 'target': '/t'}, {'host': '/i', 'target': '/t'}] | [{'host': '/h', 'ro': false, 'target': '/t'}] | [{'host': '/h', 'target': '/t'}, {'host': '/i', 'target': '/t'}]
        ports | [1, 2] | [2, 3] | [1, 2, 3]
        features | {'a': {'x': 1, 'y': 2}} | {'a': {'x': 3}} | {'a': {'x': 3}}
        mcp | {'commands': [{'command': 'c', 'name': 'foo'}]} | {'servers': [{'name': 'foo', 'url': 'u'}]} | {'servers': [{'name': 'foo', 'url': 'u'}]}
        network | {'hosts': ['a'], 'mode': 'deny'} | {'hosts': ['b']} | {'hosts': ['a', 'b'], 'mode': 'deny'}
        network | {'mode': 'deny'} | {'mode': 'allow'} | {'mode': 'allow'}
        """)
    void keepsToTheVectorsOfTheReference(String member, String workspace, String agent, String expected)
            throws IOException {
        write("workspace.json", "{'" + member + "': " + workspace + "}");
        write("agents.json", "{'claude': {'" + member + "': " + agent + "}}");

        assertThat(merged().get(member)).isEqualTo(MAPPER.readTree(expected.replace('\'', '"')));
    }

    @Test
    void leavesAbsentLevelsOut() throws IOException {
        assertThat(merged().isEmpty()).isTrue();
        write("projects.json", "null");
        write("agents.json", "{'claude': null, 'goose': {'ports': [1]}}");

        assertThat(merged().isEmpty()).isTrue();
    }

    @Test
    void countsKeysOfWhatIsAboveAndOtherSpellings() throws IOException {
        write("projects.json", """
            {'github.com/ann/shop': {'environment': [{'name': 'A', 'value': 'canonical'}, {'name': 'B', 'value': 'b'}]},
             'https://github.com/ann/shop/': {'environment': [{'name': 'A', 'value': 'exact'}]},
             'github.com/ann': {'environment': [{'name': 'B', 'value': 'owner'}, {'name': 'C', 'value': 'c'}]},
             'github.com': {'environment': [{'name': 'D', 'value': 'd'}]},
             'github.com/an': {'environment': [{'name': 'E', 'value': 'e'}]}}
            """);

        assertThat(merged().get("environment").toString())
                .isEqualTo("[{\"name\":\"B\",\"value\":\"b\"},{\"name\":\"C\",\"value\":\"c\"},"
                        + "{\"name\":\"A\",\"value\":\"exact\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        workspace.json | {'ports': [0]} | workspace configuration validation failed: invalid workspace configuration: port 0 (index 0) must be between 1 and 65535 (%s:1, ports[0])
        projects.json | {'': {'ports': [0]}} | failed to merge configurations: failed to load project configuration: invalid project configuration: global configuration validation failed: invalid workspace configuration: port 0 (index 0) must be between 1 and 65535 (%s:1, [""].ports[0])
        projects.json | {'https://github.com/ann/shop/': {'secrets': ['']}} | failed to merge configurations: failed to load project configuration: invalid project configuration: project "https://github.com/ann/shop/" configuration validation failed: invalid workspace configuration: secret at index 0 has empty name (%s:1, ["https://github.com/ann/shop/"].secrets[0])
        projects.json | {'': {'network': {'mode': 'dny'}}} | failed to merge configurations: failed to load project configuration: invalid project configuration: global configuration validation failed: invalid workspace configuration: network mode "dny" is invalid (must be "allow" or "deny") (%s:1, [""].network.mode)
        projects.json | {'': [] | failed to merge configurations: failed to load project configuration: invalid project configuration: failed to parse projects.json: invalid JSON: it ends too early: a bracket, brace or quote is not closed (%s:1:8)
        projects.json | {'': {'ports': 1}} | failed to merge configurations: failed to load project configuration: invalid project configuration: failed to parse projects.json: [""].ports must be an array, not the number 1 (%s:1, [""].ports)
        projects.json | `` | failed to merge configurations: failed to load project configuration: invalid project configuration: failed to parse projects.json: unexpected end of JSON input (%s is empty)
        agents.json | [] | failed to merge configurations: failed to load agent configuration: invalid agent configuration: failed to parse agents.json: the document must be an object, not an array (%s:1)
        agents.json | {'claude': {'skills': ['']}} | failed to merge configurations: failed to load agent configuration: invalid agent configuration: agent "claude" configuration validation failed: invalid workspace configuration: skills path at index 0 is empty (%s:1, claude.skills[0])
        """)
    void namesTheLevelThatIsNoGood(String name, String json, String message) throws IOException {
        Path file = write(name, json);

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message.replace("%s", file.toString()));
    }

    @Test
    void tellsOfUnknownMembersOfEachLevelOnce() throws IOException {
        Path workspace = write("workspace.json", "{'port': []}");
        Path projects = write("projects.json", "{\n'': {'mount': []}, 'other': {'prts': []}}");

        assertThat(read().unknownMembers())
                .containsExactly(
                        "unknown member \"port\" is ignored (" + workspace + ":1, port); did you mean \"ports\"?",
                        "unknown member \"mount\" is ignored (" + projects
                                + ":2, [\"\"].mount); did you mean \"mounts\"?");
    }

    @Test
    void tellsWhatOnlyTheProjectAsksFor() throws IOException {
        write("workspace.json", """
            {'mounts': [{'host': '/a', 'target': '/t'}, {'host': '/b', 'target': '/t'}], 'secrets': ['s', 'u'],
             'environment': [{'name': 'A', 'secret': 'a'}, {'name': 'B', 'secret': 'b'}]}
            """);
        write("projects.json", """
            {'': {'mounts': [{'host': '/a', 'target': '/t', 'ro': true}], 'secrets': ['u'],
                  'environment': [{'name': 'B', 'secret': 'c'}]}}
            """);

        WorkspaceConfiguration wishes = read().ownWishes();

        assertThat(wishes.mounts()).extracting(mount -> mount.host()).containsExactly("/b");
        assertThat(wishes.secrets()).containsExactly("s");
        assertThat(wishes.environment()).extracting(variable -> variable.name()).containsExactly("A");
    }
}
