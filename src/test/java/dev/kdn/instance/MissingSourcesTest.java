/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.instance.MissingSources.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingSourcesTest {
    @TempDir
    private Path folder;

    @Test
    void isEmptyForAFolderAlsoBehindALink() throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));

        assertThat(MissingSources.of(workspace(shop))).isEmpty();
        assertThat(MissingSources.of(workspace(Files.createSymbolicLink(folder.resolve("link"), shop))))
                .isEmpty();
    }

    @Test
    void isGoneWhereItsNeighboursStay() throws IOException {
        Files.createDirectory(folder.resolve("neighbour"));

        assertThat(found(folder.resolve("shop"))).contains(Reason.GONE);
    }

    @Test
    void mayOnlyBeUnmountedWhereMoreIsMissing() throws IOException {
        Path disk = folder.resolve("disk");
        Instance workspace = workspace(disk.resolve("projects/shop"));

        assertThat(MissingSources.of(workspace))
                .contains(new MissingSources(workspace, Reason.PERHAPS_UNMOUNTED, disk));
        assertThat(found(Files.createDirectory(disk).resolve("shop"))).contains(Reason.PERHAPS_UNMOUNTED);
        assertThat(found(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("x"))))
                .contains(Reason.PERHAPS_UNMOUNTED);
    }

    @Test
    void tellsWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("shop"));

        assertThat(found(file)).contains(Reason.NOT_A_FOLDER);
    }

    @Test
    void doesNotTakeForVanishedWhatItCannotLookAt() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        assertThat(found(loop)).contains(Reason.UNREADABLE);
        assertThat(found(folder.resolve("x".repeat(300)))).contains(Reason.UNREADABLE);
    }

    private static Optional<Reason> found(Path source) {
        return MissingSources.of(workspace(source)).map(MissingSources::reason);
    }

    private static Instance workspace(Path source) {
        return anInstance().source(source.toString()).build();
    }
}
