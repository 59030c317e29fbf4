/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.StorageException;
import dev.kdn.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFoldersTest {
    @TempDir
    private Path temp;

    @SuppressWarnings("NullAway.Init") // before each test
    private Storage storage;

    @SuppressWarnings("NullAway.Init") // before each test
    private OutsideFolders folders;

    @BeforeEach
    void open() {
        storage = new Storage(temp.resolve("storage"));
        folders = new OutsideFolders(storage);
    }

    @Test
    void whatIsBeingMadeIsNotAbandonedAndLeavesNothing() throws IOException {
        Path made = folders.make(temp);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(records()).hasSize(1);
        assertThat(folders.abandoned()).isEmpty();

        Files.writeString(made.resolve("half"), "hal");
        folders.remove(made);

        assertThat(made).doesNotExist();
        assertThat(records()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsFoundAndRemoved() throws IOException {
        Path made = leave(temp);
        Files.writeString(made.resolve("half"), "hal");

        OutsideFolders.Abandoned abandoned = folders.abandoned().getFirst();
        assertThat(abandoned.folder()).contains(made);
        folders.clear(abandoned.record());

        assertThat(made).doesNotExist();
        assertThat(records()).isEmpty();
        assertThat(folders.abandoned()).isEmpty();
    }

    @Test
    void aRecordOfWhatIsNotThereAnyMoreGoesToo() throws IOException {
        Files.delete(leave(temp));

        OutsideFolders.Abandoned abandoned = folders.abandoned().getFirst();
        assertThat(abandoned.folder()).isEmpty();
        folders.clear(abandoned.record());

        assertThat(records()).isEmpty();
    }

    @Test
    void onlyWhatIsNamedAsItsRecordIsRemoved() throws IOException {
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Path record = recordOf(leave(temp));
        write(record, Map.of("version", "1", "folder", precious.toString(), "owner", "1 1 long-ago"));

        assertThat(folders.abandoned()).containsExactly(new OutsideFolders.Abandoned(record, Optional.empty()));
        folders.clear(record);

        assertThat(precious).exists();
        assertThat(record).doesNotExist();
    }

    @Test
    void onlyWhatHasANameOfKdnsMakingIsRemoved() throws IOException {
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Path record = recordOf(precious);
        Files.createDirectories(storage.copiesFolder());
        write(record, Map.of("version", "1", "folder", precious.toString(), "owner", "1 1 long-ago"));

        folders.clear(record);

        assertThat(precious).exists();
        assertThat(record).doesNotExist();
    }

    @Test
    void whatIsOnADiskThatIsNotThereIsKeptInMindForAMonth() throws IOException {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Path made = leave(disk);
        Path away = Files.move(disk, temp.resolve("away"));

        assertThat(folders.abandoned()).isEmpty();
        folders.clear(recordOf(made));
        assertThat(records()).hasSize(1);

        Files.move(away, disk);
        assertThat(folders.abandoned().getFirst().folder()).contains(made);

        Files.move(disk, away);
        Files.setLastModifiedTime(recordOf(made), FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        folders.clear(folders.abandoned().getFirst().record());
        assertThat(records()).isEmpty();
    }

    @Test
    void linksInItAreNotFollowed() throws IOException {
        Path precious = Files.createDirectories(temp.resolve("precious/deep"));
        Path made = leave(temp);
        Files.createDirectories(made.resolve("one/two"));
        Files.createSymbolicLink(made.resolve("one/link"), precious);
        Files.createSymbolicLink(made.resolve("dangling"), Path.of("nowhere"));

        folders.clear(recordOf(made));

        assertThat(made).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path made = leave(temp);
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Files.delete(made);
        Files.createSymbolicLink(made, precious);
        Files.writeString(precious.resolve("file"), "mine");

        folders.clear(recordOf(made));

        assertThat(precious.resolve("file")).exists();
    }

    @Test
    void aDamagedRecordIsAbandonedAndALaterOneIsNotTouched() throws IOException {
        Path damaged = recordOf(leave(temp));
        Files.writeString(damaged, "{");
        Path later = recordOf(leave(temp));
        write(later, Map.of("version", "2"));

        assertThat(folders.abandoned()).containsExactly(new OutsideFolders.Abandoned(damaged, Optional.empty()));
        folders.clear(later);
        folders.clear(damaged);

        assertThat(damaged).doesNotExist();
    }

    @Test
    void aStorageThatCannotBeWrittenDoesNotKeepAnybodyFromCopying() throws IOException {
        Files.writeString(storage.root(), "in the way");

        Path made = folders.make(temp);
        folders.remove(made);

        assertThat(made).doesNotExist();
    }

    @Test
    void whatCannotBeMadeLeavesNoRecord() throws IOException {
        Path missing = temp.resolve("missing");

        assertThatThrownBy(() -> folders.make(missing))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot write into " + missing);
        assertThat(records()).isEmpty();
    }

    /// Makes one whose process is no more.
    private Path leave(Path parent) {
        Path made = folders.make(parent);
        ProcessIdentity here = ProcessIdentity.current();
        String gone = new ProcessIdentity(here.pid(), here.startTicks() - 1, here.bootId()).text();
        write(recordOf(made), Map.of("version", "1", "folder", made.toString(), "owner", gone));
        return made;
    }

    private Path recordOf(Path folder) {
        return storage.copiesFolder().resolve(folder.getFileName() + ".json");
    }

    private static void write(Path record, Map<String, String> members) {
        FlatJson.write(record, members);
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(storage.copiesFolder())) {
            return files.toList();
        }
    }
}
