/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceConfigurationFileTest {
    private static final String EVERYTHING = """
        {
          "environment": [
            {
              "name": "A",
              "value": "\\u003ca\\u0026b\\u003e é"
            },
            {
              "name": "T",
              "secret": "token"
            }
          ],
          "features": {
            "./lint": {
              "deep": [
                1,
                true,
                null
              ],
              "version": "1"
            },
            "z:1": {}
          },
          "mcp": {
            "commands": [
              {
                "args": [
                  "-y"
                ],
                "command": "npx",
                "env": {
                  "K": "v"
                },
                "name": "c"
              }
            ],
            "servers": [
              {
                "headers": {
                  "H": "v"
                },
                "name": "s",
                "url": "http://x"
              }
            ]
          },
          "mounts": [
            {
              "host": "$SOURCES/../lib",
              "ro": true,
              "target": "$SOURCES/../lib"
            }
          ],
          "network": {
            "hosts": [
              "pypi.org"
            ],
            "mode": "deny"
          },
          "ports": [
            3000
          ],
          "secrets": [
            "s"
          ],
          "skills": [
            "$HOME/skills"
          ]
        }\
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("workspace.json");
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(WorkspaceConfigurationFile.load(folder)).isEmpty();
        assertThat(WorkspaceConfigurationFile.load(folder.resolve("none"))).isEmpty();
    }

    @Test
    void writesWhatItReads() throws IOException {
        Files.writeString(file, EVERYTHING);

        WorkspaceConfiguration configuration =
                WorkspaceConfigurationFile.load(folder).orElseThrow();

        assertThat(WorkspaceConfigurationJson.write(configuration)).isEqualTo(EVERYTHING);
        assertThat(WorkspaceConfigurationJson.write(WorkspaceConfiguration.EMPTY))
                .isEqualTo("{}");
    }

    @Test
    void readsMembersInAnyLetterCase() throws IOException {
        Files.writeString(file, "{\"PORTS\": [1], \"Environment\": [{\"NAME\": \"A\", \"Value\": \"\"}]}");

        var loaded = WorkspaceConfigurationFile.read(folder).orElseThrow();

        assertThat(loaded.configuration().ports()).containsExactly(1);
        assertThat(loaded.configuration().environment().getFirst().name()).isEqualTo("A");
        assertThat(loaded.unknownMembers()).isEmpty();
    }

    @Test
    void tellsOfUnknownMembersWithTheNearestKnown() throws IOException {
        Files.writeString(file, """
            {
              "enviroment": [],
              "mounts": [{"host": "/a", "target": "/b", "readOnly": true, "rw": 1}]
            }\
            """);

        assertThat(WorkspaceConfigurationFile.read(folder).orElseThrow().unknownMembers())
                .containsExactly(
                        "unknown member \"enviroment\" is ignored (" + file
                                + ":2, enviroment); did you mean \"environment\"?",
                        "unknown member \"readOnly\" is ignored (" + file + ":3, mounts[0].readOnly)",
                        "unknown member \"rw\" is ignored (" + file + ":3, mounts[0].rw); did you mean \"ro\"?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``|unexpected end of JSON input (%s is empty)
        []|the document must be an object, not an array (%s:1)
        {"ports": 8080}|ports must be an array, not the number 8080 (%s:1, ports)
        {"ports": [8080.0]}|ports[0] must be an integer, not the number 8080.0 (%s:1, ports[0])
        {"ports": ["8080"]}|ports[0] must be an integer, not a string (%s:1, ports[0])
        {"environment": [null]}|environment[0] must be an object, not null (%s:1, environment[0])
        {"mounts": [{"ro": "yes"}]}|mounts[0].ro must be true or false, not a string (%s:1, mounts[0].ro)
        {} {}|unexpected text after the end of the JSON value (%s:1:4)
        """)
    void saysWhatIsWrongWithTheJson(String json, String message) throws IOException {
        Files.writeString(file, json);

        assertThatThrownBy(() -> WorkspaceConfigurationFile.load(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message.replace("%s", file.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {~  "ports": [1,~}           | a comma with nothing after it | 3:1
        {"ports": [1,]}              | a comma with nothing after it | 1:14
        {"a": "x" "b": 1}            | a comma is missing before '"' | 1:11
        [1 [2]]                      | a comma is missing before '[' | 1:4
        {'a': 1}                     | strings need double quotes, not single ones | 1:2
        {"a": 1} // note             | JSON has no comments | 1:10
        {~ # note~}                  | JSON has no comments | 2:2
        {"a": tru}                   | unknown word 'tru'; strings need double quotes | 1:7
        {"a": yes, "b": 1}           | unknown word 'yes'; strings need double quotes | 1:7
        {a: 1}                       | unknown word 'a'; strings need double quotes | 1:2
        {"a": "x~"}                  | a string is not closed at the end of its line | 1:9
        {"a": 1                      | it ends too early: a bracket, brace or quote is not closed | 1:8
        {"a": "x                     | it ends too early: a bracket, brace or quote is not closed | 1:9
        {"a" 1}                      | unexpected '1' | 1:6
        {"a":: 1}                    | unexpected ':' | 1:6
        }                            | unexpected '}' | 1:1
        {"a": .5}                    | unexpected '.' | 1:7
        {"a": "\\x"}                 | unknown escape '\\x'; a backslash itself is written '\\\\' | 1:9
        """)
    void saysWhereAndWhatIsNotJson(String json, String what, String place) throws IOException {
        Files.writeString(file, json.replace('~', '\n'));

        assertThatThrownBy(() -> WorkspaceConfigurationFile.load(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("invalid JSON: " + what + " (" + file + ":" + place + ")");
    }

    @Test
    void refusesAFolderInPlaceOfTheFile() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(() -> WorkspaceConfigurationFile.load(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("expected file but found directory: " + file);
    }
}
