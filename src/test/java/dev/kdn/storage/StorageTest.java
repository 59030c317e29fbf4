/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
    @TempDir
    private Path folder;

    private Path root = Path.of("/");

    @BeforeEach
    void nameRoot() {
        root = folder.resolve("a/.kdn");
    }

    @Test
    void readingMakesNothing() {
        Storage storage = new Storage(root);

        assertThat(storage.id()).isEmpty();
        assertThat(storage.instancesFile()).isEqualTo(root.resolve("instances.json"));
        assertThat(storage.workspaceFolder("x")).isEqualTo(root.resolve("workspaces/x"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writingMakesFoldersForTheOwnerOnly() throws IOException {
        new Storage(root).lock("x", Duration.ofSeconds(5), "workspace x").close();

        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("locks"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("locks/x"))).isEqualTo("rw-------");
    }

    @Test
    void keepsItsIdentity() {
        String id = new Storage(root).ensureId();

        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(new Storage(root).ensureId()).isEqualTo(id);
        assertThat(new Storage(root).id()).contains(id);
        assertThat(root.resolve("storage-id")).hasContent(id);
    }

    @Test
    void makesOneIdentityForManyAtOnce() throws InterruptedException {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> ids.add(new Storage(root).ensureId())));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void makesItsIdentityWhileInstancesAreLocked() {
        Storage storage = new Storage(root);

        try (FileLock _ = storage.lockInstances()) {
            assertThat(storage.ensureId()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "1-1-1-1-1", "ü", "0a8b8a6e-5d0c-4c0e-9f5b-1d2c3b4a5f6"})
    void refusesDamagedIdentity(String text) throws IOException {
        Files.createDirectories(root);
        Path file = Files.writeString(root.resolve("storage-id"), text);

        assertThatThrownBy(() -> new Storage(root).ensureId())
                .isInstanceOf(StorageException.class)
                .hasMessage("storage id is damaged: " + file);
        assertThat(file).hasContent(text);
    }

    @Test
    void saysThatFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new Storage(file).lockInstances())
                .isInstanceOfSatisfying(StorageException.class, e -> {
                    assertThat(e)
                            .hasMessage("failed to create storage directory: " + file
                                    + ": a file of that name is in the way");
                    assertThat(e.hint()).contains("choose another folder with --storage or KDN_STORAGE");
                });
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
