/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.Agents;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageConfigurationFilesTest {
    @TempDir
    Path folder;

    private ImageConfigurationFiles files;

    @BeforeEach
    void open() {
        files = new ImageConfigurationFiles(folder, Agents.builtIn(), Optional::empty);
    }

    @Test
    void readsDefaultsWithoutWritingThem() {
        assertThat(files.image()).isEqualTo(ImageConfiguration.DEFAULT);
        assertThat(files.agent("goose").terminalCommand()).containsExactly("goose");
        assertThat(files.agentNames())
                .containsExactly("claude", "codex", "cursor", "gemini", "goose", "openclaw", "opencode", "shell");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesDefaultsThatReadAsTheSame() throws IOException {
        files.writeDefaults();

        assertThat(Files.readString(folder.resolve("image.json")))
                .startsWith("{\n  \"version\": \"latest\",\n  \"packages\": [\n    \"which\",\n")
                .endsWith("  \"run_commands\": []\n}");
        assertThat(Files.readString(folder.resolve("claude.json")))
                .contains("\"mkdir -p /home/agent/.config\"\n  ],\n  \"terminal_command\": [\n    \"claude\"\n  ]\n}");
        assertThat(Files.readString(folder.resolve("goose.json"))).contains("cd /tmp \\u0026\\u0026 curl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("image.json"))))
                .isEqualTo("rw-r--r--");
        assertThat(files.image()).isEqualTo(ImageConfiguration.DEFAULT);
        assertThat(files.agent("openclaw"))
                .isEqualTo(AgentImageConfiguration.of(
                        Agents.builtIn().find("openclaw").orElseThrow().image()));
    }

    @Test
    void leavesTheUsersFilesAlone() throws IOException {
        Files.writeString(folder.resolve("image.json"), "{\"version\": \"41\"}");
        Files.writeString(folder.resolve("mine.json"), "{\"terminal_command\": [\"x\"], \"env_vars\": {\"A\": \"b\"}}");

        files.writeDefaults();

        assertThat(files.image().base()).isEqualTo("registry.fedoraproject.org/fedora:41");
        assertThat(files.agent("mine").environment()).isEqualTo(Map.of("A", "b"));
        assertThat(files.agentNames()).contains("mine").doesNotContain("image");
    }

    @Test
    void givesAnotherBaseNothingOfFedora() throws IOException {
        Files.writeString(folder.resolve("image.json"), "{\"base\": \"debian:12\", \"package_manager\": \"apt\"}");

        assertThat(files.image())
                .isEqualTo(new ImageConfiguration(
                        "debian:12", "latest", List.of(), PackageManager.APT, List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}|version cannot be empty
        {"version": ""}|version cannot be empty
        {"base": ""}|base cannot be empty
        {"base": "a b"}|base is not an image reference: a b
        {"base": "-x"}|base is not an image reference: -x
        {"base": "x", "sudo": ["nice"]}|sudo binary must be an absolute path: nice
        {"base": "x", "sudo": ["/bin/a, /bin/b"]}|sudo binary has characters that sudoers gives a meaning: /bin/a, /bin/b
        {"base": "x", "packages": ["-y"]}|package name is not valid: "-y"
        {"base": "x", "packages": ["a;b"]}|package name is not valid: "a;b"
        {"base": "x", "package_manager": "pip"}|package manager "pip" is not known (must be one of: auto, apt, dnf, microdnf, zypper, apk, none)
        {"base": "x", "run_commands": ["a\\nUSER 0"]}|run command must be one line: a
        {"base": "x", "run_commands": ["a \\\\"]}|run command cannot end with a backslash: a \\
        {"base": "x", "run_commands": [" "]}|run command cannot be empty
        {"base": "x", "run_commands": ["--mount=x a"]}|run command cannot begin with an option: --mount=x a
        """)
    void refusesAnImageFile(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("image.json"), json);

        assertThatThrownBy(files::image)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("invalid configuration: " + message + " (" + file + ")");
    }

    @Test
    void refusesAnAgentFileWithoutATerminal() throws IOException {
        Path file = Files.writeString(folder.resolve("claude.json"), "{\"terminal_command\": [\"\"]}");

        assertThatThrownBy(() -> files.agent("claude"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("invalid configuration: terminal command must have at least one non-empty element (" + file
                        + ")");
    }

    @Test
    void baseOfTheSettingsCountsUntilTheFileIsChanged() throws IOException {
        String before = files.digest("claude");
        ImageConfigurationFiles chosen =
                new ImageConfigurationFiles(folder, Agents.builtIn(), () -> Optional.of("debian:12"));
        assertThat(chosen.image().base()).isEqualTo("debian:12");
        assertThat(chosen.image().packages()).contains("git").doesNotContain("procps-ng");
        assertThat(chosen.digest("claude")).isNotEqualTo(before);
        chosen.writeDefaults();
        assertThat(chosen.image().base()).isEqualTo("debian:12");
        Files.writeString(folder.resolve("image.json"), "{\"base\": \"alpine:3\"}");
        assertThat(chosen.image().base()).isEqualTo("alpine:3");
        assertThat(chosen.digest("claude")).isEqualTo(files.digest("claude"));
    }

    @Test
    void knowsNoAgentWithoutAFile() {
        assertThatThrownBy(() -> files.agent("nobody"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("agent not found: nobody");
        assertThatThrownBy(() -> files.agent("../x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("agent name must contain only alphanumeric characters or underscores: ../x");
    }
}
