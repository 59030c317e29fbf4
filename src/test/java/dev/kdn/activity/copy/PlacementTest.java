/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {
    @TempDir
    private Path folder;

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

        try (Placement placement = Placement.of(host("there"), "tree")) {
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
    void foldersAreMerged() throws IOException {
        Files.createDirectories(folder.resolve("there/tree/sub"));
        Files.writeString(folder.resolve("there/tree/sub/old"), "old");
        Files.writeString(folder.resolve("there/tree/changed"), "old");

        try (Placement placement = Placement.of(host("there"), "tree")) {
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
        return Placement.of(host(name), "asked");
    }

    private CopyPlace.Host host(String name) {
        return (CopyPlace.Host) CopyPlace.parse(folder.resolve("x").getParent() + "/" + name, folder);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
