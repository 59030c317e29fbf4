/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    private Path folder;

    @Test
    void findsFirstExecutableRegularFile() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("with space"));
        Files.createFile(first.resolve("tool"));
        Files.createDirectory(first.resolve("other"));
        Path tool = program(second.resolve("tool"));
        Path other = program(second.resolve("other"));
        Programs programs = new Programs(Map.of("PATH", "/missing::" + first + ":" + second));

        assertThat(programs.find("tool")).contains(tool);
        assertThat(programs.find("other")).contains(other);
        assertThat(programs.find("none")).isEmpty();
    }

    @Test
    void ignoresRelativeEntries() {
        assertThat(new Programs(Map.of("PATH", ".:bin:")).find("mvnw")).isEmpty();
    }

    @Test
    void looksInUsualFoldersWithoutPath() {
        assertThat(new Programs(Map.of()).find("sh")).isPresent();
    }

    @Test
    void namesMissingProgramAndWhatToDo() {
        assertThatThrownBy(() -> new Programs(Map.of("PATH", folder.toString())).require("podman"))
                .isInstanceOfSatisfying(UnavailableException.class, e -> {
                    assertThat(e).hasMessage("podman: not found on PATH");
                    assertThat(e.hint()).contains("install podman or put it on PATH");
                });
    }

    @Test
    void takesNameWithSlashAsItIs() throws IOException {
        Path tool = program(folder.resolve("tool"));
        Programs programs = new Programs(Map.of());

        assertThat(programs.find(tool.toString())).contains(tool);
        assertThatThrownBy(() -> programs.require("/missing/tool"))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot run /missing/tool: no executable file");
    }

    private static Path program(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
