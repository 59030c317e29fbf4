/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.Eventually;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.fake.FakeRuntime;
import dev.kdn.storage.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the next command makes of operations that were killed.
class SettlementTest {
    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private Instance shop;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        shop = fixture.addNamed("shop");
        fixture.addNamed("other");
    }

    @Test
    void rollsBackACreate() {
        fixture.store().remove(shop.id());
        intent("create", "");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.runtimeInstances()).hasSize(1);
        assertThat(fixture.storage.workspaceFolder(shop.id())).doesNotExist();
        assertThat(folder.resolve("storage/locks/" + shop.id())).doesNotExist();
        assertThat(intents()).isFalse();
        assertThat(fixture.steps.events()).contains("complete: Interrupted create of workspace shop settled");
    }

    @Test
    void keepsWhatWasCreatedAndRegistered() {
        intent("create", "");

        fixture.manager().start("shop", fixture.steps);

        assertThat(fixture.manager().stored()).hasSize(2);
        assertThat(intents()).isFalse();
    }

    @Test
    void freesTheNameOfACreate() {
        fixture.store().remove(shop.id());
        intent("create", "");

        assertThat(fixture.addNamed("shop").name()).isEqualTo("shop");
    }

    @Test
    void finishesARemoval() {
        intent("remove", "");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().stored()).extracting(Instance::name).containsExactly("other");
        assertThat(fixture.runtimeInstances()).hasSize(1);
    }

    @Test
    void leavesARunningWorkspaceWhoseRemovalWasNotForced() {
        engine().start(shop.runtime().instanceId(), fixture.steps);
        intent("remove", "");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().stored()).hasSize(2);
        assertThat(intents()).isFalse();
    }

    @Test
    void stopsWhatWasToBeRemovedByForce() {
        engine().start(shop.runtime().instanceId(), fixture.steps);
        intent("remove", ", \"force\": \"true\"");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().stored()).hasSize(1);
        assertThat(fixture.runtimeInstances()).hasSize(1);
    }

    @Test
    void finishesARemovalWhoseInstanceIsGone() {
        engine().remove(shop.runtime().instanceId(), fixture.steps);
        intent("remove", "");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().stored()).hasSize(1);
    }

    @Test
    void recordsHowFarAStartCame() {
        engine().start(shop.runtime().instanceId(), fixture.steps);
        intent("start", "");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().get("shop").state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(fixture.manager().get("shop").startedAt()).isPresent();
    }

    @Test
    void recordsTheStateAfterWhateverItWas() {
        engine().start(shop.runtime().instanceId(), fixture.steps);
        fixture.write("storage/intents/" + shop.id() + ".json", "damaged");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.manager().get("shop").state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(intents()).isFalse();
    }

    @Test
    void leavesAnIntentWhoseLockIsHeld() {
        fixture.store().remove(shop.id());
        intent("create", "");

        try (FileLock _ = fixture.storage.tryLock(shop.id()).orElseThrow()) {
            fixture.manager().start("other", fixture.steps);
            assertThat(fixture.addNamed("shop").name()).isEqualTo("shop-2");
        }

        assertThat(fixture.runtimeInstances()).hasSize(3);
        assertThat(intents()).isTrue();
    }

    @Test
    void saysWhatCannotBeSettledAndGoesOn() {
        intent("remove", "");
        fixture.script("{\"remove\": \"fail: the engine is away\"}");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.steps.warnings()).singleElement().asString().contains("the engine is away", shop.id());
        assertThat(fixture.manager().stored()).hasSize(2);
        assertThat(intents()).isTrue();
    }

    @Test
    void goesNoFurtherThanWhatCannotBeSettledItself() {
        intent("remove", "");
        fixture.script("{\"remove\": \"fail: the engine is away\"}");

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the engine is away");

        assertThat(intents()).isTrue();
    }

    /// Its holder is killed while we wait for the lock.
    @Test
    void settlesWhatWasBrokenOffWhileItWaited() throws Exception {
        fixture.lockLimit = Duration.ofSeconds(30);
        Future<Instance> waiting;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (FileLock _ = fixture.storage.tryLock(shop.id()).orElseThrow()) {
                waiting = threads.submit(() -> fixture.manager().start("shop", fixture.steps));
                Eventually.await(
                        Duration.ofSeconds(30),
                        "it waits",
                        () -> fixture.steps
                                .events()
                                .contains("start: Waiting for another operation on workspace shop"));
                intent("remove", "");
            }
            assertThat(waiting)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(NotFoundException.class);
        }

        assertThat(fixture.manager().stored()).extracting(Instance::name).containsExactly("other");
        assertThat(fixture.runtimeInstances()).hasSize(1);
        assertThat(intents()).isFalse();
    }

    /// As when the work on it ends between the listing of intents and the question.
    @Test
    void askingWhetherAWorkspaceIsFreeLeavesNoLock() {
        Intents intents = new Intents(fixture.storage, () -> new ProcessIdentity(1, 1, "boot"), new ChildJournal());

        assertThat(intents.isFree("gone")).isTrue();

        assertThat(folder.resolve("storage/locks/gone")).doesNotExist();
    }

    @Test
    void keepsEverythingOfAStartWhoseRecordIsLost() throws IOException {
        intent("start", "");
        Files.delete(folder.resolve("storage/instances.json"));
        Files.deleteIfExists(folder.resolve("storage/instances.json.bak"));

        fixture.addNamed("third");

        assertThat(fixture.runtimeInstances()).hasSize(3);
        assertThat(fixture.storage.workspaceFolder(shop.id())).isDirectory();
        assertThat(intents()).isFalse();
    }

    @Test
    void triesAgainWhatCouldNotBeUndone() {
        fixture.script("{\"create\": \"state: running\", \"remove\": \"fail: cannot undo\"}");
        assertThatThrownBy(() -> fixture.addNamed("third")).isInstanceOf(EngineException.class);
        assertThat(fixture.runtimeInstances()).hasSize(3);
        fixture.script("{}");

        fixture.manager().start("other", fixture.steps);

        assertThat(fixture.runtimeInstances()).hasSize(2);
        assertThat(fixture.leftovers()).noneMatch(file -> file.startsWith("intents"));
    }

    @Test
    void showingSettlesNothing() {
        intent("remove", "");

        assertThat(fixture.manager().list(fixture.steps)).hasSize(2);
        assertThat(fixture.manager().details("shop", fixture.steps).instance().name())
                .isEqualTo("shop");

        assertThat(intents()).isTrue();
    }

    private FakeRuntime engine() {
        return new FakeRuntime(fixture.storage, () -> fixture.now);
    }

    private boolean intents() {
        return Files.exists(folder.resolve("storage/intents/" + shop.id() + ".json"));
    }

    private void intent(String operation, String more) {
        fixture.write("storage/intents/" + shop.id() + ".json", """
            {"operation": "%s", "id": "%s", "name": "shop", "runtime": "fake"%s}
            """.formatted(operation, shop.id(), more));
    }
}
