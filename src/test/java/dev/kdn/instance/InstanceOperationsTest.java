/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.fake.FakeRuntime;
import dev.kdn.storage.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceOperationsTest {
    private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-05-24T12:00:00+02:00");

    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private Instance shop;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        shop = fixture.add();
    }

    @Test
    void recordsStateAndTimeOfStart() {
        Instance started = fixture.manager().start("shop", fixture.steps);

        assertThat(started.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(started.startedAt()).contains(TEN);
        assertThat(started.runtime().info()).containsKeys("started_at", "source");
        assertThat(fixture.manager().stored()).containsExactly(started);
    }

    @Test
    void stopsAgainWhenTheStartIsCancelled() {
        fixture.script("{\"start\": \"hang: 60000\"}");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps)).isInstanceOf(CancelledException.class);

        assertThat(fixture.steps.events()).contains("start: Stopping fake instance", "complete: Fake instance stopped");
        assertThat(fixture.manager().list(fixture.steps))
                .extracting(Instance::state)
                .containsExactly(RuntimeState.STOPPED);
    }

    @Test
    void saysThatItWasStoppedAlready() {
        fixture.manager().stop("shop", fixture.steps);

        assertThat(fixture.steps.events())
                .endsWith("start: Stopping shop", "complete: Workspace shop was stopped already");
        fixture.manager().start("shop", fixture.steps);
        fixture.manager().stop("shop", fixture.steps);
        assertThat(fixture.steps.events()).endsWith("complete: Fake instance stopped");
    }

    @Test
    void keepsTheTimeOfStartOfRunningWorkspace() {
        fixture.manager().start("shop", fixture.steps);
        fixture.now = Instant.parse("2026-05-24T11:00:00Z");

        assertThat(fixture.manager().start(shop.id(), fixture.steps).startedAt())
                .contains(TEN);
    }

    @Test
    void renewsTheTimeOfStartWhenItHadStoppedByItself() {
        fixture.manager().start("shop", fixture.steps);
        new FakeRuntime(fixture.storage, () -> fixture.now).stop("fake-001", fixture.steps);
        fixture.now = Instant.parse("2026-05-24T11:00:00Z");

        assertThat(fixture.manager().start("shop", fixture.steps).startedAt()).contains(TEN.plusHours(1));
    }

    @Test
    void stopsAndForgetsTheTimeOfStart() {
        fixture.manager().start("shop", fixture.steps);

        Instance stopped = fixture.manager().stop("shop", fixture.steps);

        assertThat(stopped.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(stopped.startedAt()).isEmpty();
        assertThat(fixture.manager().stop("shop", fixture.steps)).isEqualTo(stopped);
    }

    @Test
    void stopsAgainWhatItCannotRecord() throws IOException {
        // The store can be read, but a folder in the way of the backup keeps it from being written.
        Path backup = fixture.storage.root().resolve("instances.json.bak");
        Files.deleteIfExists(backup);
        Files.createDirectories(backup.resolve("in-the-way"));

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps)).isInstanceOf(StorageException.class);

        assertThat(state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void stopsAgainWhenTheRecordVanishedMeanwhile() {
        fixture.meddle(() -> fixture.write("storage/instances.json", "[]"));

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("workspace was removed by another process meanwhile: " + shop.id());

        assertThat(state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void saysThatTheContainerIsGoneAndHowToMakeItAnew() throws IOException {
        loseInstance();

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("the fake instance of workspace shop is gone: runtime instance not found: fake-001")
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .isEqualTo("make it anew: kdn remove shop && kdn init --name shop --runtime fake --agent shell "
                        + shop.source());
        assertThat(fixture.manager().list(fixture.steps))
                .extracting(Instance::state)
                .containsExactly(RuntimeState.UNKNOWN);
        assertThat(fixture.manager().stop("shop", fixture.steps).state()).isEqualTo(RuntimeState.STOPPED);
        fixture.manager().delete("shop", false, fixture.steps);
        assertThat(fixture.manager().stored()).isEmpty();
    }

    @Test
    void refusesToRemoveRunningWorkspace() {
        new FakeRuntime(fixture.storage, () -> fixture.now).start("fake-001", fixture.steps); // behind kdn's back

        assertThatThrownBy(() -> fixture.manager().delete("shop", false, fixture.steps))
                .isInstanceOf(ConflictException.class)
                .hasMessage("workspace is running; stop it first or use --force");
        assertThat(fixture.manager().stored()).hasSize(1);

        fixture.manager().delete("shop", true, fixture.steps);
        assertThat(fixture.manager().stored()).isEmpty();
        assertThat(fixture.runtimeInstances()).isEmpty();
    }

    @Test
    void refusesBeforeAnyStepWhatIsRecordedAsRunning() {
        fixture.manager().start("shop", fixture.steps);
        fixture.steps.clear();

        assertThatThrownBy(() -> fixture.manager().delete("shop", false, fixture.steps))
                .hasMessage("workspace is running; stop it first or use --force")
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .isEqualTo("run 'kdn stop shop' first, or 'kdn remove --force shop'");
        assertThat(fixture.steps.events()).isEmpty();
    }

    @Test
    void removesEverythingOfTheWorkspace() {
        fixture.manager().start("shop", fixture.steps);
        fixture.manager().stop("shop", fixture.steps);

        fixture.manager().delete("shop", false, fixture.steps);

        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.text("storage/instances.json")).isEqualTo("[]");
    }

    @Test
    void dropsTheRecordOfUnreachableRuntimeOnlyByForce() {
        fixture.runtimes.clear();

        assertThatThrownBy(() -> fixture.manager().delete("shop", false, fixture.steps))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot remove workspace shop: runtime not found: fake");

        fixture.manager().delete("shop", true, fixture.steps);
        assertThat(fixture.manager().stored()).isEmpty();
        assertThat(fixture.steps.warnings())
                .containsExactly("the record of workspace shop is dropped, but fake could not be asked to remove its"
                        + " instance fake-001, which may remain: runtime not found: fake; once it can be"
                        + " reached, remove what remains with 'kdn prune'");
    }

    @Test
    void removesRecordThatHasNoRuntime() {
        fixture.write(
                "storage/instances.json", fixture.text("storage/instances.json").replace("fake-001", ""));

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("instance has no runtime configured: shop");
        fixture.manager().delete("shop", false, fixture.steps);

        assertThat(fixture.manager().stored()).isEmpty();
    }

    @Test
    void namesTheHolderOfBusyWorkspace() {
        try (FileLock _ = fixture.storage.lock(shop.id(), Duration.ofSeconds(1), "test")) {
            assertThatThrownBy(() -> fixture.manager().stop("shop", fixture.steps))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageMatching("workspace shop is busy: it is locked by process "
                            + ProcessHandle.current().pid() + " \\(.*\\)");
            assertThat(fixture.manager().list(fixture.steps)).hasSize(1);
        }
    }

    @Test
    void makesNoLockForUnknownWorkspace() {
        assertThatThrownBy(() -> fixture.manager().start("nosuch", fixture.steps))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("workspace not found: nosuch");
        assertThat(fixture.leftovers()).containsExactly("workspaces/" + shop.id());
    }

    @Test
    void startsBeforeItOpensTerminalAndReturnsItsExitCode() {
        fixture.script("{\"terminal\": \"exit: 7\"}");

        assertThat(fixture.manager()
                        .terminal(new TerminalWish("shop", List.of("sh"), false, Optional.empty()), fixture.steps))
                .isEqualTo(7);

        assertThat(fixture.manager().get("shop").isRunning()).isTrue();
        assertThat(fixture.steps.events()).contains("start: Starting fake instance", "complete: Fake instance started");
        assertThat(fixture.manager()
                        .terminal(new TerminalWish("shop", List.of("sh"), false, Optional.empty()), fixture.steps))
                .isEqualTo(7);
    }

    @Test
    void saysThatTheRuntimeHasNoTerminalsAndStartsNothing() {
        assertThatThrownBy(() -> fixture.manager()
                        .terminal(new TerminalWish("shop", List.of(), true, Optional.empty()), fixture.steps))
                .isInstanceOf(EngineException.class)
                .hasMessage("runtime fake does not support terminal sessions");
        assertThat(state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void saysThatThereIsNoDashboard() {
        assertThatThrownBy(() -> fixture.manager().dashboardUrl("shop"))
                .isInstanceOf(EngineException.class)
                .hasMessage("dashboard not supported for workspace \"shop\"")
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .isEqualTo("the fake runtime has no dashboard; published ports open with 'kdn open shop'");
    }

    @Test
    void listsWorkspacesWithoutSourcesAndDropsNone() throws IOException {
        assertThat(fixture.manager().reconcile()).isEmpty();
        Files.delete(shop.source());

        assertThat(fixture.manager().reconcile()).containsExactly(shop);
        assertThat(fixture.manager().stored()).hasSize(1);
        assertThat(fixture.manager().details("shop", fixture.steps).sourcesExist())
                .isFalse();
    }

    private RuntimeState state() {
        return new FakeRuntime(fixture.storage, () -> fixture.now)
                .info("fake-001")
                .state();
    }

    private void loseInstance() throws IOException {
        Files.delete(fixture.storage.runtimeFolder("fake").resolve("instances.json"));
    }
}
