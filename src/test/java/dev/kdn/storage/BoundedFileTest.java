/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class BoundedFileTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void readsARegularFileAlsoBehindALink() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(BoundedFile.read(link, MIB)).asString().isEqualTo("text");
    }

    @Test
    void refusesWhatHasNoEnd() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path device = Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero"));

        assertThatThrownBy(() -> BoundedFile.read(pipe, MIB)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> BoundedFile.read(device, MIB)).hasMessageContaining("is not a regular file");
    }

    @Test
    void refusesTooMuchAndFoldersAndTellsWhatIsMissing() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[MIB + 1]);

        assertThatThrownBy(() -> BoundedFile.read(large, MIB))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is larger than 1 MiB");
        assertThatThrownBy(() -> BoundedFile.read(folder, MIB)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> BoundedFile.read(folder.resolve("none"), MIB)).isInstanceOf(NoSuchFileException.class);
    }
}
