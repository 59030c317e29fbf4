/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFolderTest {
    @TempDir
    Path folder;

    @Test
    void readsNestedFilesWithTheirModes() throws Exception {
        Path script = write("bin/deep/run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Path key = write(".key", "k");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(SettingsFolder.read(folder)).containsOnlyKeys(".key", "bin/deep/run.sh");
        assertThat(file("bin/deep/run.sh").mode()).isEqualTo(0750);
        assertThat(file(".key").mode()).isEqualTo(0600);
        assertThat(file(".key").text()).isEqualTo("k");
    }

    @Test
    void followsLinksToFilesAndFolders() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a"), "1");
        Path settings = Files.createDirectory(folder.resolve("settings"));
        Files.createSymbolicLink(settings.resolve("b"), elsewhere.resolve("a"));
        Files.createSymbolicLink(settings.resolve("dir"), elsewhere);
        assertThat(SettingsFolder.read(settings)).containsOnlyKeys("b", "dir/a");
    }

    @Test
    void hasNothingWithoutAFolder() {
        assertThat(SettingsFolder.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void namesALinkThatLeadsNowhereOrBack() throws Exception {
        Path dangling = Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> SettingsFolder.read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(dangling.toString());
        Files.delete(dangling);
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThatThrownBy(() -> SettingsFolder.read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(loop.toString());
    }

    private SettingsFile file(String path) {
        return Objects.requireNonNull(SettingsFolder.read(folder).get(path));
    }

    private Path write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
