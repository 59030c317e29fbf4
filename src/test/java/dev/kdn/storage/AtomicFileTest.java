/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("/");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("instances.json");
    }

    @Test
    void replacesContentAndLeavesNothingElse() throws IOException {
        AtomicFile.write(file, bytes("old and longer"));
        AtomicFile.write(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("instances.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatNeedNotOutliveAPowerCutIsReplacedAndDeletedAllTheSame() throws IOException {
        AtomicFile.writeUnsynced(file, bytes("old"));
        AtomicFile.writeUnsynced(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("instances.json");

        AtomicFile.deleteTreeUnsynced(folder);

        assertThat(folder).doesNotExist();
    }

    @Test
    void keepsWhatWasThereBefore() throws IOException {
        AtomicFile.writeKeepingBackup(file, bytes("one"));
        assertThat(names()).containsExactly("instances.json");

        AtomicFile.writeKeepingBackup(file, bytes("two"));
        AtomicFile.writeKeepingBackup(file, bytes("three"));

        assertThat(file).hasContent("three");
        assertThat(AtomicFile.backupOf(file)).hasContent("two");
        assertThat(names()).containsExactly("instances.json", "instances.json.bak");
    }

    @Test
    void doesNotReplaceGoodBackupByNothing() throws IOException {
        AtomicFile.writeKeepingBackup(file, bytes("one"));
        AtomicFile.writeKeepingBackup(file, bytes("two"));
        Files.write(file, new byte[0]);

        AtomicFile.writeKeepingBackup(file, bytes("three"));

        assertThat(AtomicFile.backupOf(file)).hasContent("one");
    }

    @Test
    void leavesOldContentWhenItFails() throws IOException {
        Path target = Files.createDirectories(folder.resolve("in-the-way"));
        Files.writeString(target.resolve("old"), "old");

        assertThatThrownBy(() -> AtomicFile.write(target, bytes("new")))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("cannot write " + target + ": ");

        assertThat(target.resolve("old")).hasContent("old");
        assertThat(names()).containsExactly("in-the-way");
    }

    @Test
    void saysWhyItFails() throws IOException {
        Path missing = folder.resolve("missing/file");
        Path parent = Files.createFile(folder.resolve("parent"));

        assertThatThrownBy(() -> AtomicFile.write(missing, bytes("x")))
                .hasMessage("cannot write " + missing + ": no such file or directory");
        assertThatThrownBy(() -> AtomicFile.write(parent.resolve("file"), bytes("x")))
                .hasMessage("cannot write " + parent.resolve("file") + ": not a directory");
    }

    @Test
    void saysThatFolderIsReadOnly() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(folder), "root writes everywhere");
            assertThatThrownBy(() -> AtomicFile.write(file, bytes("x")))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("cannot write " + file + ": permission denied");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void finishesAlthoughInterrupted() {
        Thread.currentThread().interrupt();

        AtomicFile.writeKeepingBackup(file, bytes("one"));
        AtomicFile.writeKeepingBackup(file, bytes("two"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("two");
    }

    @Test
    void deletesFoldersButNotWhatTheyLinkTo() throws IOException {
        Path kept =
                Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "kept");
        Path inner = Files.createDirectories(folder.resolve("tree/inner"));
        Files.writeString(inner.resolve("file"), "gone");
        Files.createSymbolicLink(inner.resolve("link"), kept.getParent());

        AtomicFile.deleteTree(folder.resolve("tree"));
        AtomicFile.deleteTree(folder.resolve("tree"));

        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void aFolderIsDeletedWholeAlthoughInterrupted() throws IOException {
        Path tree = tree();
        Thread.currentThread().interrupt();

        AtomicFile.deleteTree(tree);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(names()).isEmpty();
    }

    @Test
    void aDeletionThatCanBeRepeatedStopsWhenInterrupted() throws IOException {
        Path tree = tree();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> AtomicFile.deleteTreeUnlessCancelled(tree)).isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(tree.resolve("inner/file")).hasContent("x");
        AtomicFile.deleteTreeUnlessCancelled(tree);
        AtomicFile.deleteTreeUnlessCancelled(tree);
        assertThat(names()).isEmpty();
    }

    @Test
    void namesWhatCannotBeDeleted() throws IOException {
        Path inner = tree().resolve("inner");
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-x------"));
        try {
            Assumptions.assumeFalse(Files.isWritable(inner), "root writes everywhere");
            assertThatThrownBy(() -> AtomicFile.deleteTree(folder.resolve("tree")))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("cannot delete " + inner.resolve("file") + ": permission denied");
        } finally {
            Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Path tree() throws IOException {
        Path tree = folder.resolve("tree");
        Files.writeString(Files.createDirectories(tree.resolve("inner")).resolve("file"), "x");
        return tree;
    }

    @Test
    void deletes() throws IOException {
        AtomicFile.write(file, bytes("x"));

        AtomicFile.delete(file);
        AtomicFile.delete(file);

        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
