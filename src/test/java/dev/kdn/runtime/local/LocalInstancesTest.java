/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalInstancesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private Path instance = Path.of("/");

    @BeforeEach
    void make() throws IOException {
        instance = folder.resolve(ID);
        Files.writeString(Files.createDirectories(instance.resolve("home")).resolve("file"), "x");
        Files.createDirectories(instance.resolve("tmp"));
        Files.writeString(instance.resolve("instance.json"), "{}");
    }

    @Test
    void aRemovalThatIsCancelledCanBeRepeated() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> instances().deleteUnlessCancelled(ID)).isInstanceOf(CancelledException.class);

        assertThat(instance.resolve("instance.json")).exists();
        instances().deleteUnlessCancelled(ID);
        assertThat(instance).doesNotExist();
    }

    @Test
    void anUndoGetsToItsEnd() {
        Thread.currentThread().interrupt();

        instances().delete(ID);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(instance).doesNotExist();
    }

    private LocalInstances instances() {
        return new LocalInstances(new Storage(folder), folder);
    }
}
