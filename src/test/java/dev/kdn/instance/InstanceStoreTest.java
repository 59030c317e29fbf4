/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceStoreTest {
    private static final String FILE = "storage/instances.json";
    private static final String BACKUP = "storage/instances.json.bak";
    private static final String QUARANTINED = "storage/quarantine/20260524T100000Z-1.json";

    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
    }

    @Test
    void readsNothingFromNewStorageAndCreatesNothing() {
        assertThat(fixture.store().read()).isEmpty();
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void readsWithoutTheLock() {
        fixture.write(FILE, list(record("shop", "")));

        try (var _ = fixture.storage.lockInstances()) {
            assertThat(fixture.store().read()).hasSize(1);
        }
    }

    @Test
    void changesOneRecordAndKeepsThePreviousFile() {
        String before = list(record("shop", "") + "," + record("cafe", "\"future\": [1]"));
        fixture.write(FILE, before);

        fixture.store().change("shop-id", shop -> shop.withRuntime(shop.runtime(), Optional.of(shop.createdAt())));

        assertThat(fixture.text(BACKUP)).isEqualTo(before);
        assertThat(fixture.store().read())
                .extracting(Instance::startedAt)
                .containsExactly(Optional.of(OffsetDateTime.parse("2026-01-15T10:00:00Z")), Optional.empty());
        assertThat(fixture.text(FILE)).contains("\"future\": [\n");
    }

    @Test
    void leavesTheFileAloneWhenNothingChanges() {
        fixture.write(FILE, list(record("shop", "")));
        fixture.store().change("shop-id", shop -> shop.withRuntime(shop.runtime(), Optional.of(shop.createdAt())));
        String written = fixture.text(FILE);
        String backup = fixture.text(BACKUP);

        fixture.store().change("shop-id", shop -> shop);

        assertThat(fixture.text(FILE)).isEqualTo(written);
        assertThat(fixture.text(BACKUP)).isEqualTo(backup);
    }

    @Test
    void saysSoWhenTheRecordHasVanished() {
        fixture.write(FILE, "[]");

        assertThatThrownBy(() -> fixture.store().change("gone", instance -> instance))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void showsFileTimeForMissingTimeOfCreationAndWritesNow() throws IOException {
        fixture.write(FILE, list(record("shop", "\"created_at\": \"0001-01-01T00:00:00Z\"")));
        Files.setLastModifiedTime(folder.resolve(FILE), FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        String before = fixture.text(FILE);

        assertThat(fixture.store().read().getFirst().createdAt())
                .isEqualTo(OffsetDateTime.parse("2025-01-01T02:00:00+02:00"));
        assertThat(fixture.text(FILE)).isEqualTo(before);

        fixture.store().remove("other");
        assertThat(fixture.store().read().getFirst().createdAt())
                .isEqualTo(OffsetDateTime.parse("2026-05-24T12:00:00+02:00"));
    }

    @Test
    void showsTheBackupOfDamagedFileAndWarnsOnce() {
        fixture.write(FILE, "");
        fixture.write(BACKUP, list(record("shop", "")));
        InstanceStore store = fixture.store();

        assertThat(store.read()).extracting(Instance::name).containsExactly("shop");
        assertThat(store.read()).hasSize(1);
        assertThat(fixture.text(FILE)).isEmpty();
        assertThat(fixture.warnings)
                .containsExactly(
                        path(FILE) + " is empty; showing its backup " + path(BACKUP) + ", the next change restores it");
    }

    @Test
    void restoresDamagedFileWhenWritingAndKeepsIt() {
        fixture.write(FILE, "[{\"id\": \"x\"");
        fixture.write(BACKUP, list(record("shop", "") + "," + record("cafe", "")));

        fixture.store().remove("cafe-id");

        assertThat(fixture.store().read()).extracting(Instance::name).containsExactly("shop");
        assertThat(fixture.text(QUARANTINED)).isEqualTo("[{\"id\": \"x\"");
        assertThat(fixture.text(BACKUP)).isEqualTo(list(record("shop", "") + "," + record("cafe", "")));
        assertThat(fixture.warnings).singleElement().asString().contains("restored from its backup", QUARANTINED);
    }

    @Test
    void takesMissingFileWithBackupForLost() {
        fixture.write(BACKUP, list(record("shop", "")));

        assertThat(fixture.store().read()).hasSize(1);
        fixture.store().remove("other");

        assertThat(fixture.text(FILE)).contains("\"shop\"");
        assertThat(fixture.warnings).hasSize(2);
    }

    @Test
    void namesTheFileAndTheMendingCommandWhenNothingIsUsable() {
        fixture.write(FILE, "\n");
        fixture.write(BACKUP, "{");

        assertThatThrownBy(() -> fixture.store().read())
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("the list of workspaces cannot be read: " + path(FILE) + " is damaged: empty")
                .hasMessageEndingWith(", and so is its backup")
                .extracting(e -> ((StorageException) e).hint().orElseThrow())
                .asString()
                .contains("echo '[]' > " + path(FILE));
        assertThatThrownBy(() -> fixture.store().remove("x")).isInstanceOf(StorageException.class);
        assertThat(fixture.text(FILE)).isEqualTo("\n");
    }

    @Test
    void movesBadRecordToQuarantineWhenWriting() {
        String bad = "{\"id\": \"\", \"name\": \"odd\"}";
        fixture.write(FILE, list(bad + "," + record("shop", "") + "," + bad));
        InstanceStore store = fixture.store();

        assertThat(store.read()).extracting(Instance::name).containsExactly("shop");
        assertThat(folder.resolve(QUARANTINED)).doesNotExist();
        store.remove("other");

        assertThat(fixture.text(QUARANTINED)).isEqualTo(bad);
        assertThat(fixture.text("storage/quarantine/20260524T100000Z-2.json")).isEqualTo(bad);
        assertThat(fixture.text(FILE)).doesNotContain("odd").contains("shop");
        assertThat(fixture.warnings)
                .containsExactly(
                        "skipped a damaged record in " + path(FILE) + ": empty id in the record of \"odd\"",
                        "the damaged record was moved to " + path(QUARANTINED),
                        "the damaged record was moved to " + path("storage/quarantine/20260524T100000Z-2.json"));
    }

    private Path path(String file) {
        return fixture.folder.resolve(file);
    }

    private static String list(String records) {
        return "[" + records + "]";
    }

    /// A record; `last` may replace its time of creation.
    private static String record(String name, String last) {
        return "{\"id\": \"" + name + "-id\", \"name\": \"" + name
                + "\", \"paths\": {\"source\": \"/s\", \"configuration\": \"/c\"},"
                + " \"created_at\": \"2026-01-15T10:00:00Z\"" + (last.isEmpty() ? "" : ", " + last) + "}";
    }
}
