/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.error.ConfigurationException;
import dev.kdn.testing.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas for editors say what kdn checks, as far as a schema can.
class ConfigurationSchemaTest {
    private static final Path FOLDER = Path.of("docs/reference/schemas/configuration");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode schema(String name) throws IOException {
        JsonNode schema = MAPPER.readTree(Files.readString(FOLDER.resolve(name + ".json")));
        if (schema.path("additionalProperties").has("$ref")) {
            String other = schema.at("/additionalProperties/$ref").asText();
            ((ObjectNode) schema).set("additionalProperties", schema(other.replace(".json", "")));
        }
        return schema;
    }

    private static ConfigurationLayer read(String json) {
        return ConfigurationLayer.of(ConfigurationLevel.WORKSPACE, "", JsonFile.parse(Path.of("w.json"), json));
    }

    @Test
    void acceptWhatKdnAccepts() throws IOException {
        JsonNode schema = schema("workspace");
        GeneratedConfiguration generated = new GeneratedConfiguration(new Random(5));
        for (int i = 0; i < 200; i++) {
            ObjectNode configuration = generated.next();

            assertThat(read(configuration.toString()).unknownMembers()).isEmpty();
            assertThat(JsonSchema.problems(schema, configuration))
                    .as("case " + i)
                    .isEmpty();
            ObjectNode levels = MAPPER.createObjectNode().put("$schema", "x");
            levels.set("a", configuration);
            assertThat(JsonSchema.problems(schema("projects"), levels)).isEmpty();
            assertThat(JsonSchema.problems(schema("agents"), levels)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'environment': [{'value': ''}]}",
                "{'environment': [{'name': '1A', 'value': ''}]}",
                "{'environment': [{'name': 'A', 'secret': ''}]}",
                "{'environment': [{'name': 'A', 'secret': 's', 'value': ''}]}",
                "{'environment': [{'name': 'A'}]}",
                "{'mcp': {'commands': [{'name': 'a'}]}}",
                "{'mcp': {'commands': [{'name': '', 'command': 'c'}]}}",
                "{'mcp': {'servers': [{'name': 'a', 'url': ''}]}}",
                "{'mounts': [{'host': 'h', 'target': '/t'}]}",
                "{'mounts': [{'host': '$HOMEx', 'target': '/t'}]}",
                "{'mounts': [{'host': '/h', 'target': 't'}]}",
                "{'mounts': [{'host': '/h'}]}",
                "{'secrets': ['']}",
                "{'secrets': ['a', 'a']}",
                "{'network': {'mode': 'dny'}}",
                "{'network': {'hosts': ['']}}",
                "{'skills': ['rel']}",
                "{'skills': ['/']}",
                "{'skills': ['$HOME']}",
                "{'skills': ['$HOME/..']}",
                "{'ports': [0]}",
                "{'ports': [65536]}",
                "{'ports': [1, 1]}",
                "{'ports': ['1']}",
                "{'environment': {}}",
                "[]"
            })
    void refuseWhatKdnRefuses(String json) throws IOException {
        JsonNode document = MAPPER.readTree(json.replace('\'', '"'));

        assertThatThrownBy(() -> read(document.toString())).isInstanceOf(ConfigurationException.class);
        assertThat(JsonSchema.problems(schema("workspace"), document)).isNotEmpty();
    }

    @Test
    void knowEverySetting() throws IOException {
        JsonNode document = MAPPER.readTree("""
            {"runtime": "podman", "agent": "claude", "trust": "ask", "image": {"base": "debian:12"},
             "git": {"identity": "none"}, "local": {"unsandboxed": "yes"}, "limits": {"memory": "2g", "cpus": 1.5, "pids": 100}}
            """);

        assertThat(UserSettings.of(JsonFile.parse(Path.of("s.json"), document.toString()))
                        .values())
                .hasSize(UserSettings.SettingKey.values().length);
        assertThat(JsonSchema.problems(schema("settings"), document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'limits': {'memory': '2x'}}",
                "{'limits': {'memory': '-1m'}}",
                "{'limits': {'cpus': 'two'}}",
                "{'limits': {'pids': '1.5'}}",
                "{'trust': 'maybe'}",
                "{'git': {'identity': 'yes'}}"
            })
    void refuseSettingsThatKdnRefuses(String json) throws IOException {
        JsonNode document = MAPPER.readTree(json.replace('\'', '"'));

        assertThatThrownBy(() -> UserSettings.of(JsonFile.parse(Path.of("s.json"), document.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("s.json:1");
        assertThat(JsonSchema.problems(schema("settings"), document)).isNotEmpty();
    }

    @Test
    void markWhatKdnWarnsOf() throws IOException {
        for (String json : new String[] {"{\"mount\": []}", "{\"network\": {\"mod\": \"deny\"}}"}) {
            assertThat(read(json).unknownMembers()).hasSize(1);
            assertThat(JsonSchema.problems(schema("workspace"), MAPPER.readTree(json)))
                    .hasSize(1);
        }
        assertThat(read("{\"$schema\": \"workspace.json\"}").unknownMembers()).isEmpty();
    }
}
