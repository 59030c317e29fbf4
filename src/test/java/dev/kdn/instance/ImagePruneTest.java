/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.StorageException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.storage.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePruneTest {
    private static final String STRANGER = "d".repeat(64);

    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private ImageStand stand;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        stand = new ImageStand(fixture);
    }

    @Test
    void removesWhatNothingUses() {
        Instance shop = fixture.addNamed("shop");
        stand.add("used", "tag:1", shop.runtime().instanceId());
        stand.add("theirs", "tag:2", "a container of somebody else");
        stand.images.add(new RuntimeImage(
                "claimed", Optional.of("tag:3"), List.of("tag:3", "mine"), true, "", 1, Instant.EPOCH, Set.of()));
        stand.add("unused", "tag:4");
        stand.add("replaced", "");

        PruneReport report = prune(false);

        assertThat(report.failure()).isEmpty();
        assertThat(report.items())
                .containsExactly(
                        new PruneItem("image", "fake", "unused", "tag:4", ""),
                        new PruneItem("image", "fake", "replaced", "replaced", ""));
        assertThat(stand.removed).containsExactly("unused", "replaced");
        assertThat(prune(false).items()).isEmpty();
    }

    @Test
    void onlyTellsInADryRun() {
        fixture.add();
        intent("create", STRANGER, "fake");
        stand.add("unused", "tag:4");

        assertThat(prune(true).items()).extracting(PruneItem::name).containsExactly("tag:4");

        assertThat(stand.removed).isEmpty();
        assertThat(folder.resolve("storage/intents/" + STRANGER + ".json")).exists();
    }

    @Test
    void removesAllOfAStorageThatNeverHadWorkspacesOrHasNoneAnyMore() throws IOException {
        Files.createDirectories(fixture.storage.runtimeFolder("fake"));
        stand.add("early", "tag:1");
        assertThat(prune(false).items()).hasSize(1);

        Instance shop = fixture.addNamed("shop");
        fixture.manager().delete(shop.id(), true, fixture.steps);
        stand.add("late", "tag:1");
        assertThat(prune(false).items()).hasSize(1);
    }

    @Test
    void keepsWhatWorkspacesWithoutContainerWereMadeFrom() {
        Instance lost = fixture.addNamed("lost");
        fixture.store().change(lost.id(), now -> madeFrom(now, "tag:1"));
        stand.add("needed", "tag:1");

        assertThat(prune(false).items()).isEmpty();
    }

    @Test
    void keepsWhatAQuarantinedRecordNames() {
        fixture.addNamed("kept");
        Instance damaged = fixture.addNamed("damaged");
        new Metadata(fixture.storage).merge(damaged.id(), Map.of("image", "tag:1"));
        fixture.store().remove(damaged.id());
        fixture.write("storage/quarantine/1.json", "{\"id\": \"" + damaged.id() + "\", \"paths\": ");
        stand.add("needed", "tag:1");
        stand.add("unused", "tag:2");

        assertThat(prune(false).items()).extracting(PruneItem::id).containsExactly("unused");
    }

    @Test
    void removesNothingIfItCannotTellWhatIsNeeded() {
        Instance shop = fixture.addNamed("shop");
        fixture.store().remove(shop.id());
        fixture.write("storage/quarantine/1.json", shop.id());
        fixture.write("storage/workspaces/" + shop.id() + "/meta.json", "[");
        stand.add("unused", "tag:1");

        PruneReport report = prune(false);

        assertThat(report.failure().orElseThrow()).isInstanceOf(StorageException.class);
        assertThat(stand.removed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "recreate", "build", "of another version"})
    void leavesAllAloneWhileSomethingIsInTheMaking(String operation) {
        fixture.add();
        stand.add("unused", "tag:1");
        intent(operation, STRANGER, "fake");

        try (FileLock _ = fixture.storage.tryLock(STRANGER).orElseThrow()) {
            PruneReport report = prune(false);

            assertThat(report.failure()).isEmpty();
            assertThat(report.items()).isEmpty();
        }
        assertThat(fixture.steps.warnings()).singleElement().asString().contains("unused images of fake");
        assertThat(prune(false).items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start fake", "stop fake", "remove fake", "create podman"})
    void isNotHeldUpByWhatNeedsNoImageOfTheRuntime(String intent) {
        fixture.add();
        stand.add("unused", "tag:1");
        intent(intent.substring(0, intent.indexOf(' ')), STRANGER, intent.substring(intent.indexOf(' ') + 1));

        try (FileLock _ = fixture.storage.tryLock(STRANGER).orElseThrow()) {
            assertThat(prune(false).items()).hasSize(1);
        }
    }

    @Test
    void asksAgainBeforeEachRemoval() {
        fixture.add();
        stand.add("unused", "tag:1");
        FileLock[] held = new FileLock[1];
        stand.beforeRemoval = () -> {
            intent("create", STRANGER, "fake");
            held[0] = fixture.storage.tryLock(STRANGER).orElseThrow();
        };

        try {
            assertThat(prune(false).items()).isEmpty();
        } finally {
            held[0].close();
        }
        assertThat(stand.removed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"id\": ", "missing"})
    void holdsAllBackWhenTheListMayBeLost(String list) throws IOException {
        Instance shop = fixture.add();
        stand.add("used", "tag:1", shop.runtime().instanceId());
        stand.add("unused", "tag:2");
        Files.deleteIfExists(folder.resolve("storage/instances.json.bak"));
        if (list.equals("missing")) {
            Files.delete(folder.resolve("storage/instances.json"));
        } else {
            fixture.write("storage/instances.json", list);
        }

        PruneReport report = prune(false);

        assertThat(report.items()).isEmpty();
        assertThat(report.failure().orElseThrow())
                .isInstanceOf(ConflictException.class)
                .hasMessageStartingWith("1 image was left alone")
                .hasMessageEndingWith("instances.json");
        assertThat(stand.removed).isEmpty();
    }

    @Test
    void tellsWhatCouldNotBeRemovedAndGoesOn() {
        fixture.add();
        stand.add("stubborn", "tag:1");
        stand.add("unused", "tag:2");
        stand.beforeRemoval = () -> {
            if (stand.images.size() == 2 && stand.removed.isEmpty()) {
                stand.images.removeFirst();
                throw new EngineException("busy");
            }
        };

        PruneReport report = prune(false);

        assertThat(report.items())
                .extracting(item -> item.id() + item.error())
                .containsExactly("stubbornOptional[busy]", "unusedOptional.empty");
        assertThat(report.failure().orElseThrow()).hasMessage("busy");
    }

    @Test
    void failsIfTheEngineDoesNotAnswer() {
        fixture.add();
        stand.trouble = Optional.of(new UnavailableException("not today"));

        assertThat(prune(false).failure().orElseThrow()).hasMessage("not today");
    }

    /// The instance as it would be if its container were gone.
    static Instance madeFrom(Instance instance, String image) {
        RuntimeRecord runtime = instance.runtime();
        return instance.withRuntime(
                new RuntimeRecord(runtime.type(), "gone", runtime.state(), Map.of("image_name", image)),
                Optional.empty());
    }

    private void intent(String operation, String id, String runtime) {
        fixture.write(
                "storage/intents/" + id + ".json",
                "{\"operation\": \"" + operation + "\", \"runtime\": \"" + runtime + "\"}");
    }

    private PruneReport prune(boolean dryRun) {
        return fixture.images().prune(Optional.empty(), dryRun, fixture.steps);
    }
}
