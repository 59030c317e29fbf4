/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule with its message; single quotes in the JSON stand for double ones.
class WorkspaceConfigurationRulesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'environment': [{}]}|environment variable at index 0 has empty name|environment[0]
        {'environment': [{'name': 'A', 'value': ''}, {'name': 'A', 'value': ''}]}|environment variable "A" (index 1) is a duplicate of index 0|environment[1]
        {'environment': [{'name': '1A', 'value': ''}]}|environment variable "1A" (index 0) has invalid name (must start with letter or underscore, followed by letters, digits, or underscores)|environment[0]
        {'environment': [{'name': 'A', 'secret': ''}]}|environment variable "A" (index 0) has empty secret reference|environment[0]
        {'environment': [{'name': 'A', 'secret': 's', 'value': ''}]}|environment variable "A" (index 0) has both value and secret set|environment[0]
        {'environment': [{'name': 'A'}]}|environment variable "A" (index 0) must have either value or secret set|environment[0]
        {'mcp': {'commands': [{'command': 'c'}]}}|MCP command at index 0 has empty name|mcp.commands[0]
        {'mcp': {'commands': [{'name': 'a'}]}}|MCP command "a" (index 0) has empty command|mcp.commands[0]
        {'mcp': {'commands': [{'name': 'a', 'command': 'c'}], 'servers': [{'name': 'a', 'url': 'u'}]}}|MCP server "a" (index 0) duplicates a command with the same name|mcp.servers[0]
        {'mcp': {'servers': [{'name': 'a', 'url': 'u'}, {'name': 'a', 'url': 'u'}]}}|MCP server "a" (index 1) duplicates a server with the same name|mcp.servers[1]
        {'mcp': {'servers': [{'url': 'u'}]}}|MCP server at index 0 has empty name|mcp.servers[0]
        {'mcp': {'servers': [{'name': 'a'}]}}|MCP server "a" (index 0) has empty url|mcp.servers[0]
        {'mounts': [{'target': '/t'}]}|mount at index 0 is missing host|mounts[0]
        {'mounts': [{'host': '/h'}]}|mount at index 0 is missing target|mounts[0]
        {'mounts': [{'host': 'h', 'target': '/t'}]}|mount host "h" (index 0) must be a native absolute path or start with $SOURCES or $HOME|mounts[0]
        {'mounts': [{'host': '$HOMEx', 'target': '/t'}]}|mount host "$HOMEx" (index 0) must be a native absolute path or start with $SOURCES or $HOME|mounts[0]
        {'mounts': [{'host': '/h', 'target': 't'}]}|mount target "t" (index 0) must be a Unix absolute path or start with $SOURCES or $HOME|mounts[0]
        {'mounts': [{'host': '/h', 'target': '$SOURCES/../../x'}]}|mount target "$SOURCES/../../x" escapes above $SOURCES (index 0)|mounts[0]
        {'mounts': [{'host': '/h', 'target': '$HOME/../x'}]}|mount target "$HOME/../x" escapes above $HOME (index 0)|mounts[0]
        {'mounts': [{'host': '/h', 'target': '/x/../etc/'}]}|mount target "/x/../etc/" (index 0) would hide /etc, which the workspace needs|mounts[0]
        {'mounts': [{'host': '/h', 'target': '/proc/sys'}]}|mount target "/proc/sys" (index 0) would hide /proc/sys, which the workspace needs|mounts[0]
        {'mounts': [{'host': '/h', 'target': '$HOME'}]}|mount target "$HOME" (index 0) would hide /home/agent, which the workspace needs|mounts[0]
        {'secrets': ['']}|secret at index 0 has empty name|secrets[0]
        {'secrets': ['a', 'a']}|secret "a" (index 1) is a duplicate of index 0|secrets[1]
        {'network': {'mode': 'maybe'}}|network mode "maybe" is invalid (must be "allow" or "deny")|network.mode
        {'network': {'hosts': ['a', '']}}|network host at index 1 is empty|network.hosts[1]
        {'skills': ['']}|skills path at index 0 is empty|skills[0]
        {'skills': ['/']}|skills path "/" (index 0) has no last name, which the skill would be called by|skills[0]
        {'skills': ['$HOME/']}|skills path "$HOME/" (index 0) has no last name, which the skill would be called by|skills[0]
        {'skills': ['$HOME/..']}|skills path "$HOME/.." (index 0) has no last name, which the skill would be called by|skills[0]
        {'skills': ['rel']}|skills path "rel" (index 0) must be a native absolute path or start with $HOME|skills[0]
        {'ports': [70000]}|port 70000 (index 0) must be between 1 and 65535|ports[0]
        {'ports': [1, 0]}|port 0 (index 1) must be between 1 and 65535|ports[1]
        {'ports': [80, 80]}|port 80 (index 1) is a duplicate of index 0|ports[1]
        """)
    void refuses(String json, String message, String path) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> WorkspaceConfigurationFile.load(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("invalid workspace configuration: " + message + " (" + file + ":1, " + path + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{'environment': null}",
                "{'network': {'mode': 'allow', 'hosts': ['a']}}",
                "{'mounts': [{'host': '$SOURCES/../lib', 'target': '$SOURCES/../lib', 'ro': true}]}",
                "{'mounts': [{'host': '$HOME', 'target': '$HOME/.config'}]}",
                "{'mounts': [{'host': '/h', 'target': '/etc/ssl'}]}",
                "{'ports': [1, 65535]}",
                "{'skills': ['$HOME/b', '/a']}"
            })
    void accepts(String json) throws IOException {
        write(json);

        assertThatNoException().isThrownBy(() -> WorkspaceConfigurationFile.load(folder));
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("workspace.json"), json.replace('\'', '"'));
    }
}
