/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Links that programs of a workspace put where something of it is mounted.
@EnabledOnOs(OS.LINUX) // elsewhere /tmp is a link itself
class MountedPathsTest {
    private static final String ID = "0".repeat(32);

    @TempDir
    private Path folder;

    private Path work;
    private Path sources;
    private LocalInstances instances;

    @BeforeEach
    void open() throws IOException {
        work = Files.createTempDirectory(Path.of("/tmp").toRealPath(), "kdn-work");
        sources = Files.createDirectories(work.resolve("shop"));
        instances = new LocalInstances(new Storage(folder.resolve("storage")), folder.resolve("instances"));
        Files.createDirectories(instances.temporary(ID));
        Files.createDirectories(instances.home(ID));
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(sources);
        Files.deleteIfExists(work);
    }

    private LocalInstance instance(LocalInstance.Mount... mounts) {
        return new LocalInstance(
                ID,
                "shop",
                "1".repeat(64),
                sources,
                List.of(mounts),
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                false,
                "");
    }

    private void refused(LocalInstance instance) {
        assertThatThrownBy(() -> MountedPaths.check(instance, instances))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has put a link where");
    }

    @Test
    void leadSourcesInTheTemporaryFolderNowhere() throws IOException {
        assertThatCode(() -> MountedPaths.check(instance(), instances)).doesNotThrowAnyException();
        Files.createSymbolicLink(
                instances.temporary(ID).resolve(String.valueOf(work.getFileName())), Path.of("/oldroot/etc"));

        refused(instance());
    }

    @Test
    void leadNothingNowhereInTheOtherTemporaryFolder() throws IOException {
        LocalInstance.Mount mount = new LocalInstance.Mount(sources, Path.of("/var/tmp/a/b"), true);
        assertThatCode(() -> MountedPaths.check(instance(mount), instances)).doesNotThrowAnyException();
        Files.createSymbolicLink(instances.temporary(ID).resolve("a"), Path.of("/etc"));

        refused(instance(mount));
    }
}
