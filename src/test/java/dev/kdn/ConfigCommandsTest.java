/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.JsonSchema;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on the configuration, from words to files, with the fake runtime and a storage of their own.
class ConfigCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path temporary;

    private Path folder;
    private Path config;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = temporary.toRealPath();
        config = folder.resolve("storage/config");
        Files.createDirectories(folder.resolve("shop/.kaiden"));
    }

    private KdnInJvm kdn(String... words) {
        return kdn(new SurroundingsBuilder(), words);
    }

    private KdnInJvm kdn(SurroundingsBuilder surroundings, String... words) {
        return KdnInJvm.run(
                surroundings
                        .variable("KDN_STORAGE", folder.resolve("storage").toString())
                        .workingFolder(folder.resolve("shop")),
                words);
    }

    private void works(String... words) {
        assertThat(kdn(words)).isEqualTo(new KdnInJvm(0, "", ""));
    }

    private Path write(String file, String json) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, json.replace('\'', '"'));
    }

    private static JsonNode checked(String schema, String document) throws IOException {
        JsonNode tree = MAPPER.readTree(document);
        Path file = Path.of("docs/reference/schemas", schema + ".json");
        assertThat(JsonSchema.problems(MAPPER.readTree(Files.readString(file)), tree))
                .isEmpty();
        return tree;
    }

    @Test
    void setSettingsThatInitUses() throws IOException {
        works("config", "set", "runtime", "fake");
        works("config", "set", "agent", "claude");
        works("config", "set", "trust", "never");

        assertThat(Files.readString(config.resolve("settings.json"))).isEqualTo("""
            {
              "runtime": "fake",
              "agent": "claude",
              "trust": "never"
            }
            """);
        assertThat(kdn("init").code()).isZero();
        write("shop/.kaiden/workspace.json", "{'mounts': [{'host': '/usr', 'target': '/x'}]}");
        assertThat(kdn("init").code()).isEqualTo(6);
        assertThat(kdn(new SurroundingsBuilder().variable("KDN_TRUST", "always"), "init")
                        .code())
                .isZero();
        assertThat(kdn("init", "--agent", "nosuch").err()).contains("unknown agent: nosuch");
        assertThat(kdn(new SurroundingsBuilder().variable("KDN_DEFAULT_AGENT", "other"), "init")
                        .err())
                .contains("unknown agent: other");
    }

    @Test
    void limitsOfTheSettingsCountForInit() throws IOException {
        assertThat(kdn("config", "set", "limits.memory", "lots").code()).isEqualTo(2);
        write("storage/config/settings.json", "{'limits': {'memory': 'lots'}}");

        assertThat(kdn("init", "-r", "fake", "-a", "claude").err()).contains("lots", "settings.json:1");
        works("config", "unset", "limits.memory");
        assertThat(kdn("init", "-r", "fake", "-a", "claude").code()).isZero();
    }

    @Test
    void keepOrderAndWhatTheyDoNotKnow() throws IOException {
        Path file = write("storage/config/projects.json", """
            {'z': {'later': {'x': [1.50]}, 'Environment': [{'note': 1, 'name': 'LOG', 'secret': 's'}]}, '': {}}
            """);

        works("config", "set", "--project", "z", "environment.LOG", "<debug>");
        works("config", "set", "--global", "ports", "80, 81");
        works("config", "set", "--global", "network.mode", "deny");

        assertThat(MAPPER.readTree(Files.readString(file)).toString()).isEqualTo("""
            {"z":{"later":{"x":[1.5]},"Environment":[{"note":1,"name":"LOG","value":"<debug>"}]},\
            "":{"ports":[80,81],"network":{"mode":"deny"}}}\
            """);
        assertThat(Files.readString(file)).contains("1.50");
        works("config", "unset", "--project", "z", "environment.LOG");
        assertThat(kdn("config", "unset", "--project", "z", "environment.LOG").code())
                .isEqualTo(3);
    }

    @Test
    void refuseWhatKdnWouldRefuse() throws IOException {
        works("config", "set", "--agent", "claude", "ports", "80");
        String before = Files.readString(config.resolve("agents.json"));

        KdnInJvm result = kdn("config", "set", "--agent", "claude", "ports", "0");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("port 0 (index 0) must be between 1 and 65535");
        assertThat(Files.readString(config.resolve("agents.json"))).isEqualTo(before);
        assertThat(kdn("config", "set", "trust", "sometimes").code()).isEqualTo(1);
        assertThat(config.resolve("settings.json")).doesNotExist();
    }

    @Test
    void sayWhichKeyIsMeant() {
        assertThat(kdn("config", "set", "runtim", "fake").err()).contains("unknown key: runtim", "'runtime'");
        assertThat(kdn("config", "set", "ports", "80").err()).contains("--global");
        assertThat(kdn("config", "set", "--global", "port", "80").err()).contains("'ports'");
        assertThat(kdn("config", "set", "--global", "--workspace", "ports", "80")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void changeTheProjectsOwnFileForEverybody() throws IOException {
        works("config", "set", "--workspace", "environment.LOG", "1");

        Path file = folder.resolve("shop/.kaiden/workspace.json");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(4);
        assertThat(file).content().contains("\"LOG\"");
    }

    @Test
    void showWhereEverythingComesFrom() throws IOException {
        write("shop/.kaiden/workspace.json", "{'environment': [{'name': 'A', 'value': '1'}], 'ports': [80]}");
        Path projects = write("storage/config/projects.json", """
            {'': {'ports': [80, 81]},
             'p': {'environment': [{'name': 'A', 'value': '2'}],
                   'mounts': [{'host': '/h', 'target': '/t'}], 'network': {'mode': 'deny'}}}
            """);
        write("storage/config/agents.json", "{'claude': {'skills': ['/s'], 'features': {'./l': {'x': 1}}}}");
        works("config", "set", "runtime", "fake");

        JsonNode shown = checked(
                "configuration",
                kdn("config", "show", "-p", "p", "-a", "claude", "--origin", "-o", "json")
                        .out());

        assertThat(Stream.of("environment.A", "ports[0]", "ports[1]", "mounts[0]", "network.mode", "skills[0]")
                        .map(entry -> origin(shown, entry)))
                .containsExactly(
                        "project " + projects + ":2",
                        "workspace " + folder.resolve("shop/.kaiden/workspace.json") + ":1",
                        "global " + projects + ":1",
                        "project " + projects + ":3",
                        "project " + projects + ":3",
                        "agent " + config.resolve("agents.json") + ":1");
        assertThat(shown.at("/configuration/environment/0/value").asText()).isEqualTo("2");
        assertThat(shown.at("/settings/0/from").asText()).isEqualTo(config.resolve("settings.json") + ":2");
        assertThat(kdn("config", "show", "-p", "p").out())
                .contains("Project: p\n", "environment.A  2", "/h at /t", "trust          ask")
                .doesNotContain("projects.json");
        assertThat(kdn("config", "show", "-p", "p", "--origin").out()).contains(projects + ":2");
    }

    private static String origin(JsonNode shown, String entry) {
        for (JsonNode origin : shown.get("origins")) {
            if (origin.get("entry").asText().equals(entry)) {
                return origin.get("level").asText() + " " + origin.get("file").asText() + ":"
                        + origin.get("line").asInt();
            }
        }
        return "nowhere";
    }

    @Test
    void showThatOfAWorkspace() throws IOException {
        assertThat(kdn("init", "-r", "fake", "-a", "claude", "-p", "p").code()).isZero();
        write("storage/config/projects.json", "{'p': {'ports': [81]}}");

        JsonNode shown = checked(
                "configuration", kdn("config", "show", "shop", "-o", "json").out());

        assertThat(shown.at("/configuration/ports/0").asInt()).isEqualTo(81);
        assertThat(shown.get("agent").asText()).isEqualTo("claude");
        assertThat(kdn("config", "show", "shop", "-a", "goose").code()).isEqualTo(2);
        assertThat(kdn("config", "show", "nosuch").code()).isEqualTo(3);
    }

    @Test
    void validateTellsEverything() throws IOException {
        assertThat(kdn("config", "validate").code()).isZero();
        write("shop/.kaiden/workspace.json", "{'ports': [0, 1, 1], 'mount': []}");
        write("storage/config/projects.json", "{'a': {'secrets': ['']}, 'github.com/a/b': {'ports': 'x'}}");
        write("storage/config/agents.json", "{'claud': {}}");
        write("storage/config/settings.json", "{'trust': 'x'}");

        KdnInJvm text = kdn("config", "validate");
        JsonNode report = checked(
                "configuration-check", kdn("config", "validate", "-o", "json").out());

        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .contains(
                        "workspace.json: invalid\n",
                        "error: invalid workspace configuration: port 0 (index 0)",
                        "port 1 (index 2) is a duplicate",
                        "did you mean \"mounts\"?",
                        "agents.json: valid\n",
                        "did you mean \"claude\"?",
                        "key \"a\" is only for a project of exactly that name");
        assertThat(report.get("valid").asBoolean()).isFalse();
        assertThat(report.get("files"))
                .extracting(file -> file.get("problems").size())
                .containsExactly(2, 2, 0, 1);
    }

    @Test
    void validateGoesOnAfterWhatItCannotRead() throws IOException {
        write(
                "shop/.kaiden/workspace.json",
                "{'ports': ['x', 1, 'y'], 'network': {'mode': 'dny'}, 'skills': [''], 'mcp': 1, 'secrets': {}}");

        JsonNode report = checked(
                "configuration-check", kdn("config", "validate", "-o", "json").out());

        assertThat(report.at("/files/0/problems"))
                .extracting(JsonNode::asText)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("ports[0] must be an integer"),
                        text -> assertThat(text).contains("ports[2] must be an integer"),
                        text -> assertThat(text).contains("network mode \"dny\" is invalid"),
                        text -> assertThat(text).contains("skills path at index 0 is empty"),
                        text -> assertThat(text).contains("mcp must be an object"),
                        text -> assertThat(text).contains("secrets must be an array"));
    }

    @Test
    void editWithTheUsersEditor() throws IOException {
        Path script = Files.writeString(folder.resolve("editor"), "#!/bin/sh\nprintf '%s' \"$1\" >\"$2\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(edit(script + " {\"agent\":\"claude\"}").err()).isEqualTo("Changed\n");
        assertThat(config.resolve("settings.json")).hasContent("{\"agent\":\"claude\"}");
        assertThat(edit(script + " {\"agent\":\"claude\"}").err()).isEqualTo("Nothing changed\n");
        KdnInJvm bad = edit(script + " {\"agent\":1.5,}");

        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains(".settings.json.edit.json:1:");
        assertThat(config.resolve("settings.json")).hasContent("{\"agent\":\"claude\"}");
        assertThat(config.resolve(".settings.json.edit.json")).exists();
        assertThat(edit("false").code()).isEqualTo(1);
    }

    private KdnInJvm edit(String editor) {
        return kdn(new SurroundingsBuilder().variable("EDITOR", editor).terminals("111"), "config", "edit");
    }

    @Test
    void editNeedsSomebody() {
        SurroundingsBuilder robot = new SurroundingsBuilder()
                .terminals("111")
                .variable("CI", "true")
                .variable("EDITOR", "true");

        for (KdnInJvm result : List.of(
                kdn("config", "edit"),
                kdn(new SurroundingsBuilder().terminals("111"), "config", "edit", "--no-input"),
                kdn(robot, "config", "edit"))) {
            assertThat(result.code()).isEqualTo(7);
            assertThat(result.err()).contains("config edit needs a terminal; use 'kdn config set'");
        }
    }

    @Test
    void refuseNamesThatNobodyHas() {
        assertThat(kdn("config", "set", "--agent", "clade", "ports", "80").err())
                .contains("unknown agent: clade", "did you mean 'claude'?", "goose");
        assertThat(kdn("config", "set", "agent", "clade").code()).isEqualTo(2);
        assertThat(kdn("config", "set", "runtime", "nope").err()).contains("unknown runtime: nope");
        assertThat(kdn("config", "show", "--agent", "clade").err()).contains("unknown agent: clade");
        for (String flag : List.of("-a", "-p")) {
            assertThat(kdn("config", "show", flag, "").code()).isEqualTo(2);
            assertThat(kdn("config", "set", flag, "", "ports", "80").code()).isEqualTo(2);
        }
        assertThat(config).doesNotExist();
    }
}
