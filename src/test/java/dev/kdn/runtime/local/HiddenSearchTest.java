/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of the system is hidden from workspaces.
class HiddenSearchTest {
    @TempDir
    private Path root;

    @BeforeEach
    void open() throws IOException {
        mode(root, "rwxr-xr-x");
    }

    private static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Path folder(String name, String mode) throws IOException {
        return mode(Files.createDirectories(root.resolve(name)), mode);
    }

    private Path file(String name, String mode) throws IOException {
        return mode(Files.createFile(root.resolve(name)), mode);
    }

    @Test
    void findsWhatNotEverybodyMayRead() throws IOException {
        folder("app", "rwxr-xr-x");
        folder("app/deep", "rwxr-xr-x");
        Path key = file("app/deep/key", "rw-r-----");
        file("app/deep/public", "rw-r--r--");
        Path closed = folder("app/closed", "rwxr-x---");
        file("app/closed/inside", "rw-------");
        Files.createSymbolicLink(root.resolve("link"), closed);

        HiddenFiles hidden = HiddenSearch.in(root, Integer.MAX_VALUE);

        assertThat(hidden.folders()).containsExactly(closed);
        assertThat(hidden.files()).containsExactly(key);
    }

    @Test
    void looksOnlySoFarDown() throws IOException {
        folder("app", "rwxr-xr-x");
        Path closed = folder("app/closed", "rwx------");
        folder("app/open", "rwxr-xr-x");
        file("app/open/key", "rw-------");
        Path near = file("near", "rw-------");

        assertThat(HiddenSearch.in(root, 2).folders()).containsExactly(closed);
        assertThat(HiddenSearch.in(root, 2).files()).containsExactly(near);
        assertThat(HiddenSearch.in(root, 1).folders()).isEmpty();
    }

    @Test
    void findsSocketsThatEverybodyMayUse() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "kdn"); // their paths have a limit
        Path socket = mode(folder, "rwxr-xr-x").resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            mode(socket, "rwxrwxrwx");

            assertThat(HiddenSearch.in(folder, 1).files()).containsExactly(socket);
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    @Test
    void hidesAFolderThatIsTooLargeToBeLookedThrough() throws IOException {
        Path large = folder("large", "rwxr-xr-x");
        folder("small", "rwxr-xr-x");
        for (int i = 0; i < 10; i++) {
            file("large/" + i, "rw-r--r--");
        }

        assertThat(HiddenSearch.in(root, 2, 9).folders()).containsExactly(large);
        assertThat(HiddenSearch.in(root, 2, 10).folders()).isEmpty();
    }

    @Test
    void keepsWhatItFoundAsLongAsItIsToBeHidden() throws IOException {
        Path key = file("key", "rw-------");
        Path other = file("other", "rw-------");
        Path gone = folder("gone", "rwx------");
        Path kept = Files.createTempDirectory(root.getParent(), "kept");
        HiddenSearch.in(root, 1).keep(kept);
        Files.delete(gone);
        mode(other, "rw-r--r--");

        HiddenFiles now = HiddenFiles.now(kept);

        assertThat(now.files()).contains(key).doesNotContain(other);
        assertThat(now.folders()).doesNotContain(gone);
    }

    @Test
    void namesNothingInAHiddenFolder() throws IOException {
        Path key = file("key", "rw-------");
        HiddenFiles all = HiddenFiles.none();
        all.folders().add(root);

        assertThat(HiddenSearch.in(root, 1).files()).containsExactly(key);
        assertThat(HiddenSearch.in(root, 1).with(all).files()).isEmpty();
    }
}
