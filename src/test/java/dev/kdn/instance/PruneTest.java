/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.storage.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneTest {
    private static final String STRANGER = "d".repeat(64);

    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
    }

    @Test
    void makesNoStorage() {
        assertThat(prune()).isEmpty();

        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void leavesWhatIsOnRecord() {
        fixture.add();
        Map<String, String> before = files();

        assertThat(prune()).isEmpty();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void removesInstancesOfNobody() {
        fixture.addNamed("kept");
        Instance lost = fixture.addNamed("lost");
        fixture.store().remove(lost.id());

        assertThat(prune())
                .containsExactly(
                        "container fake-002 lost " + lost.id(),
                        "workspace folder " + path("workspaces/" + lost.id()) + " " + lost.id() + " " + lost.id());

        assertThat(fixture.runtimeInstances()).containsExactly("\"id\": \"fake-001\",");
        assertThat(prune()).isEmpty();
    }

    @Test
    void changesNothingInADryRun() {
        fixture.addNamed("kept");
        Instance lost = fixture.addNamed("lost");
        Instance half = fixture.addNamed("half");
        fixture.store().remove(lost.id());
        intent("remove", half.id(), "half");
        litter();
        Map<String, String> before = files();

        List<PruneItem> would =
                fixture.manager().prune(true, false, fixture.steps).items();

        assertThat(would)
                .extracting(PruneItem::kind)
                .containsExactly(
                        PruneItem.INTERRUPTED,
                        "container",
                        "temporary file",
                        "workspace folder",
                        "workspace folder",
                        "list of programs",
                        "lock file");
        assertThat(fixture.steps.warnings()).isEmpty();
        assertThat(files()).containsAllEntriesOf(before);
        assertThat(fixture.manager().stored()).extracting(Instance::name).containsExactly("kept", "half");
    }

    @Test
    void removesFilesOfKilledProcesses() {
        fixture.add();
        litter();

        assertThat(prune())
                .containsExactly(
                        "temporary file " + path(".instances.json-4194305-1-1.tmp")
                                + " .instances.json-4194305-1-1.tmp ",
                        "workspace folder " + path("workspaces/" + STRANGER) + " " + STRANGER + " " + STRANGER,
                        "list of programs " + path("intents/" + STRANGER + ".children") + " " + STRANGER + ".children "
                                + STRANGER,
                        "lock file " + path("locks/" + STRANGER) + " " + STRANGER + " ");

        assertThat(prune()).isEmpty();
    }

    @Test
    void keepsWhatAQuarantinedRecordNames() {
        fixture.addNamed("kept");
        Instance damaged = fixture.addNamed("damaged");
        fixture.store().remove(damaged.id());
        fixture.write("storage/quarantine/1.json", "{\"id\": \"" + damaged.id() + "\", \"paths\": ");

        assertThat(prune()).isEmpty();
        assertThat(fixture.runtimeInstances()).hasSize(2);
    }

    @Test
    void keepsWhatIsInTheMaking() {
        fixture.addNamed("kept");
        Instance making = fixture.addNamed("making");
        fixture.store().remove(making.id());
        intent("create", making.id(), "making");
        Path temporary = folder.resolve(
                "storage/.instances.json-" + ProcessHandle.current().pid() + "-1-1.tmp");
        fixture.write("storage/" + temporary.getFileName(), "");

        try (FileLock _ = fixture.storage.tryLock(making.id()).orElseThrow()) {
            assertThat(prune()).isEmpty();
        }

        assertThat(temporary).exists();
        assertThat(fixture.runtimeInstances()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{\"id\": ", "missing"})
    void holdsContainersBackWhenTheListMayBeLost(String list) throws IOException {
        fixture.add();
        Files.deleteIfExists(folder.resolve("storage/instances.json.bak"));
        if (list.equals("missing")) {
            Files.delete(folder.resolve("storage/instances.json"));
        } else {
            fixture.write("storage/instances.json", list);
        }

        PruneReport report = fixture.manager().prune(false, false, fixture.steps);

        assertThat(report.items()).extracting(PruneItem::kind).doesNotContain("container");
        assertThat(report.failure().orElseThrow())
                .isInstanceOf(ConflictException.class)
                .hasMessageStartingWith("2 objects of workspaces were left alone")
                .hasMessageEndingWith("instances.json");
        assertThat(fixture.runtimeInstances()).hasSize(1);

        PruneReport forced = fixture.manager().prune(false, true, fixture.steps);

        assertThat(forced.failure()).isEmpty();
        assertThat(fixture.runtimeInstances()).isEmpty();
    }

    @Test
    void countsTheContainersHeldBack() throws IOException {
        fixture.addNamed("one");
        fixture.addNamed("two");
        Files.delete(folder.resolve("storage/instances.json"));
        Files.delete(folder.resolve("storage/instances.json.bak"));

        assertThat(fixture.manager().prune(true, false, fixture.steps).failure().orElseThrow())
                .hasMessageStartingWith("4 objects of workspaces were left alone");
    }

    @Test
    void tellsWhatCouldNotBeSettledAndGoesOn() {
        fixture.add();
        fixture.write(
                "storage/intents/" + STRANGER + ".json",
                "{\"operation\": \"create\", \"name\": \"x\", \"runtime\": \"nosuch\"}");
        fixture.write("storage/.a-4194305-1-1.tmp", "");

        PruneReport report = fixture.manager().prune(false, false, fixture.steps);

        assertThat(report.failure().orElseThrow()).isInstanceOf(NotFoundException.class);
        assertThat(report.items()).extracting(PruneItem::kind).containsExactly(PruneItem.INTERRUPTED, "temporary file");
        assertThat(report.items().getFirst().error().orElseThrow()).contains("nosuch");
        assertThat(folder.resolve("storage/intents/" + STRANGER + ".json")).exists();
    }

    private List<String> prune() {
        PruneReport report = fixture.manager().prune(false, false, fixture.steps);
        assertThat(report.failure()).isEmpty();
        return report.items().stream()
                .map(item -> item.kind() + " " + item.id() + " " + item.name() + " " + item.workspaceId())
                .toList();
    }

    private void litter() {
        fixture.write("storage/workspaces/" + STRANGER + "/meta.json", "{}");
        fixture.write("storage/locks/" + STRANGER, "");
        fixture.write("storage/intents/" + STRANGER + ".children", "4194305 1 boot\n");
        fixture.write("storage/.instances.json-4194305-1-1.tmp", "[");
    }

    private void intent(String operation, String id, String name) {
        fixture.write("storage/intents/" + id + ".json", """
            {"operation": "%s", "id": "%s", "name": "%s", "runtime": "fake", "force": "false"}
            """.formatted(operation, id, name));
    }

    private String path(String name) {
        return fixture.storage.root().resolve(name).toString();
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(fixture.storage.root())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file) + Files.readString(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }
}
