/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTroubleIT {
    private Kdn kdn;
    private Path project;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        kdn = Kdn.fresh(folder);
        project = Files.createDirectories(folder.resolve("shop"));
    }

    private Result init() {
        return kdn.run("init", "--runtime", "fake", "--agent", "shell", project.toString());
    }

    private Path instances() {
        return kdn.storage().resolve("instances.json");
    }

    @Test
    void emptyFileIsNotAnEmptyList() throws IOException {
        init().exit(0);
        init().exit(0);
        Files.writeString(instances(), "");

        Result list = kdn.run("list").exit(0);

        assertThat(list.stdout()).contains("shop");
        assertThat(list.stderr()).contains("instances.json");
    }

    @Test
    void corruptFileWithoutABackupStopsWithTheMendingStep() throws IOException {
        init().exit(0);
        Files.deleteIfExists(kdn.storage().resolve("instances.json.bak"));
        Files.writeString(instances(), "[{\"id\": \"tru");

        Result list = kdn.run("list").exit(1);

        assertThat(list.stdout()).isEmpty();
        assertThat(list.stderr()).contains("instances.json");
        assertThat(Files.readString(instances())).isEqualTo("[{\"id\": \"tru");
        assertThat(kdn.run("list", "-o", "json").exit(1).stdout()).startsWith("{\n  \"error\": ");
    }

    @Test
    void oneBadRecordDoesNotTakeTheOthersWithIt() throws IOException {
        String id = init().exit(0).stdout().strip();
        String good = Files.readString(instances());
        Files.writeString(instances(), good.replaceFirst("\\[", "[ {\"id\": \"\", \"name\": \"bad\"},"));

        Result list = kdn.run("list", "-o", "json").exit(0);

        assertThat(list.stdout()).contains(id);
        kdn.run("start", "shop").exit(0);
        try (var quarantined = Files.list(kdn.storage().resolve("quarantine"))) {
            assertThat(quarantined).hasSize(1);
        }
    }

    @Test
    void listCreatesNothing() {
        assertThat(kdn.run("list").exit(0).stdout()).isEqualTo("No workspaces registered\n");

        assertThat(kdn.storage()).doesNotExist();
    }

    @Test
    void storageThatIsAFile(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("file"), "x");

        Result init = kdn.run(
                "init", "--runtime", "fake", "--agent", "shell", "--storage", file.toString(), project.toString());

        assertThat(init.exit()).isEqualTo(1);
        assertThat(init.stderr()).contains(file.toString());
    }

    /// Root may write anywhere, so the storage is made read-only by a mount in a namespace of our own.
    @Test
    void readOnlyStorageCanBeListed() {
        init().exit(0);
        String remount = "mount --bind $KDN_STORAGE $KDN_STORAGE && mount -o remount,bind,ro $KDN_STORAGE";

        assertThat(inMountNamespace(remount, "list").exit(0).stdout()).contains("shop");
        Result start = inMountNamespace(remount, "start", "shop").exit(1);

        assertThat(start.stderr()).contains("read-only file system");
    }

    @Test
    void fullDiskChangesNothing() throws IOException {
        init().exit(0);
        String before = Files.readString(instances());
        String fill = "cp -a $KDN_STORAGE/. $HOME/copy && mount -t tmpfs -o size=64k none $KDN_STORAGE"
                + " && cp -a $HOME/copy/. $KDN_STORAGE && { cat /dev/zero >$KDN_STORAGE/filler 2>/dev/null || true; }";

        Result start = inMountNamespace(fill, "start", "shop").exit(1);
        Result list = inMountNamespace(fill, "list", "-o", "json").exit(0);

        assertThat(start.stderr()).contains("no space left on device");
        assertThat(list.stdout()).contains("\"state\": \"stopped\"");
        assertThat(Files.readString(instances())).isEqualTo(before);
    }

    private Result inMountNamespace(String prepare, String... arguments) {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel")), "needs root for mounts");
        return kdn.shell("unshare --mount sh -c 'mkdir -p $HOME/copy && " + prepare + " && exec "
                + Kdn.DISTRIBUTION.resolve("bin/kdn") + " " + String.join(" ", arguments) + "'");
    }
}
