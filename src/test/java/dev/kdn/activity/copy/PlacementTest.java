/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.OutsideFolders;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private OutsideFolders stagings;

    @BeforeEach
    void open(@TempDir Path storage) {
        stagings = new OutsideFolders(new Storage(storage));
    }

    @Test
    void aFileAppearsOnlyWhenItIsPlaced() throws IOException {
        try (Placement placement = to("new")) {
            Files.writeString(placement.root(), "content");
            assertThat(folder.resolve("new")).doesNotExist();

            placement.place(List.of());
        }

        assertThat(folder.resolve("new")).hasContent("content");
        assertThat(names()).containsExactly("new");
    }

    @Test
    void nothingIsLeftOfWhatIsNotPlaced() throws IOException {
        try (Placement placement = to("new")) {
            Files.createDirectory(placement.root());
            Files.writeString(placement.root().resolve("half"), "hal");
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Files.createSymbolicLink(folder.resolve("planted"), outside);

        try (Placement placement = to("planted")) {
            Files.writeString(placement.root(), "theirs");

            assertThatThrownBy(() -> placement.place(List.of()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("a link is in the way of a file");
        }

        assertThat(outside).hasContent("mine");
    }

    @Test
    void aLinkAmongWhatIsThereIsNotFollowedAndNothingElsePlaced() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path there = Files.createDirectories(folder.resolve("there/tree"));
        Files.createSymbolicLink(there.resolve("planted"), outside);

        try (Placement placement = Placement.of(host("there"), "tree", stagings)) {
            Files.createDirectories(placement.root().resolve("planted"));
            Files.writeString(placement.root().resolve("planted/escaped"), "x");
            Files.writeString(placement.root().resolve("a-first"), "x");

            assertThatThrownBy(() -> placement.place(List.of()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("a link is in the way of a folder");
        }

        assertThat(outside).isEmptyDirectory();
        assertThat(there.resolve("a-first")).doesNotExist();
    }

    @Test
    void aLinkTakesThePlaceOfALink() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Files.createSymbolicLink(folder.resolve("new"), outside);

        try (Placement placement = to("new")) {
            Files.createSymbolicLink(placement.root(), Path.of("elsewhere"));

            placement.place(List.of());
        }

        assertThat(folder.resolve("new")).isSymbolicLink();
        assertThat(Files.readSymbolicLink(folder.resolve("new"))).isEqualTo(Path.of("elsewhere"));
        assertThat(outside).hasContent("mine");
    }

    @Test
    void foldersAreMerged() throws IOException {
        Files.createDirectories(folder.resolve("there/tree/sub"));
        Files.writeString(folder.resolve("there/tree/sub/old"), "old");
        Files.writeString(folder.resolve("there/tree/changed"), "old");

        try (Placement placement = Placement.of(host("there"), "tree", stagings)) {
            Files.createDirectories(placement.root().resolve("sub"));
            Files.writeString(placement.root().resolve("sub/new"), "new");
            Files.writeString(placement.root().resolve("changed"), "new");
            placement.place(List.of());
        }

        assertThat(folder.resolve("there/tree/sub/old")).hasContent("old");
        assertThat(folder.resolve("there/tree/sub/new")).hasContent("new");
        assertThat(folder.resolve("there/tree/changed")).hasContent("new");
    }

    @Test
    void nothingIsPlacedIfAFolderCannotBeWrittenTo() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("there/tree/m"));
        Files.createDirectory(closed.resolve("deep"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(closed), "root writes everywhere");

        try (Placement placement = Placement.of(host("there"), "tree", stagings)) {
            Files.createDirectories(placement.root().resolve("m/deep"));
            Files.writeString(placement.root().resolve("m/deep/goes"), "x");
            Files.writeString(placement.root().resolve("a-first"), "x");
            Files.writeString(placement.root().resolve("m/new"), "x");

            assertThatThrownBy(() -> placement.place(List.of()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot write into " + closed);
            assertThat(names(folder.resolve("there/tree"))).containsExactly("m");
            assertThat(closed.resolve("deep")).isEmptyDirectory();

            Files.delete(placement.root().resolve("m/new"));
            placement.place(List.of());
        }

        assertThat(closed.resolve("deep/goes")).hasContent("x");
    }

    @Test
    void aFolderOnAnotherFileSystemGetsAllThatIsInIt() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("there/tree/mounted"));
        FileTime time = FileTime.from(Instant.parse("2020-02-03T04:05:06Z"));

        try (Placement placement = Placement.of(host("there"), "tree", stagings, across(mounted))) {
            Path sub = Files.createDirectories(placement.root().resolve("mounted/new/sub"));
            Path file = Files.writeString(sub.resolve("file"), "content");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
            Files.createSymbolicLink(sub.resolve("link"), Path.of("no/where"));
            Files.setLastModifiedTime(file, time);
            Files.setLastModifiedTime(sub, time);
            placement.place(List.of());
        }

        Path sub = mounted.resolve("new/sub");
        assertThat(sub.resolve("file")).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sub.resolve("file"))))
                .isEqualTo("r-x------");
        assertThat(Files.getLastModifiedTime(sub.resolve("file"))).isEqualTo(time);
        assertThat(Files.getLastModifiedTime(sub)).isEqualTo(time);
        assertThat(Files.readSymbolicLink(sub.resolve("link"))).isEqualTo(Path.of("no/where"));
        assertThat(names(mounted)).containsExactly("new");
        assertThat(names(folder.resolve("there"))).containsExactly("tree");
    }

    @Test
    void aCancelWhileAFolderIsCopiedLeavesNothingOfIt() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("there/tree/mounted"));

        try (Placement placement = Placement.of(host("there"), "tree", stagings, across(mounted))) {
            Files.createDirectories(placement.root().resolve("mounted/new/sub"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> placement.place(List.of())).isInstanceOf(CancelledException.class);
        }

        assertThat(mounted).isEmptyDirectory();
        assertThat(names(folder.resolve("there"))).containsExactly("tree");
    }

    /// As if another file system were mounted there.
    private static TreeMove across(Path mounted) {
        return new TreeMove((from, to) -> {
            if (from.startsWith(mounted) != to.startsWith(mounted)) {
                throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "Invalid cross-device link");
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Test
    void aDeviceIsNotReplaced() throws IOException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();

        try (Placement placement = to("pipe")) {
            Files.writeString(placement.root(), "x");

            assertThatThrownBy(() -> placement.place(List.of()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("something else is in the way of a file");
        }

        assertThat(names()).containsExactly("pipe");
    }

    @Test
    void theFolderToCopyIntoMustBeThere() {
        assertThatThrownBy(() -> to("missing/new"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("folder not found: " + folder.resolve("missing"));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        try (Placement placement = to("new/")) {
            Files.writeString(placement.root(), "x");

            assertThatThrownBy(() -> placement.place(List.of())).isInstanceOf(NotFoundException.class);
        }

        assertThat(names()).isEmpty();
    }

    private Placement to(String name) {
        return Placement.of(host(name), "asked", stagings);
    }

    private CopyPlace.Host host(String name) {
        return (CopyPlace.Host) CopyPlace.parse(folder.resolve("x").getParent() + "/" + name, folder);
    }

    private List<String> names() throws IOException {
        return names(folder);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
