/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kdn.error.KdnException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workspaces that are on another engine than the one that the user has chosen now.
class OtherEngineTest {
    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private MovableRuntime runtime;
    private Instance shop;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        runtime = new MovableRuntime(fixture);
        fixture.add();
        shop = fixture.manager().start("shop", fixture.steps);
        runtime.moveTo(MovableRuntime.THERE);
    }

    @Test
    void tellTheirEngine() {
        assertThat(fixture.manager().details("shop", fixture.steps).facts())
                .containsEntry("endpoint", "unix:///run/here.sock")
                .containsEntry("endpoint_source", "default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "remove", "recreate"})
    void areNotWorkedOn(String operation) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> carryOut(operation))
                .withMessageContaining("workspace shop is on another engine, unix:///run/here.sock, and fake is"
                        + " tcp://there:2375 now (DOCKER_HOST)")
                .extracting(KdnException::hint)
                .extracting(Optional::orElseThrow)
                .asString()
                .startsWith("go to unix:///run/here.sock by default");

        assertThat(fixture.manager().stored()).containsExactly(shop);
        assertThat(fixture.runtimeInstances()).hasSize(1);
    }

    private void carryOut(String operation) {
        InstanceManager manager = fixture.manager();
        switch (operation) {
            case "start" -> manager.start("shop", fixture.steps);
            case "stop" -> manager.stop("shop", fixture.steps);
            case "remove" -> manager.delete("shop", false, fixture.steps);
            default ->
                manager.recreate(
                        new RecreateWish(
                                "shop",
                                true,
                                false,
                                false,
                                false,
                                Map.of(),
                                dev.kdn.runtime.CreateRequest.BuildOptions.DEFAULT),
                        ManagerFixture.NOBODY,
                        fixture.steps);
        }
    }

    @Test
    void loseTheirRecordOnlyByForce() {
        fixture.manager().delete("shop", true, fixture.steps);

        assertThat(fixture.manager().stored()).isEmpty();
        assertThat(fixture.runtimeInstances()).hasSize(1);
        assertThat(fixture.steps.warnings())
                .singleElement()
                .asString()
                .contains("may remain: workspace shop is on another engine, unix:///run/here.sock");
    }

    @Test
    void areListedAsLastRecorded() {
        assertThat(fixture.manager().list(fixture.steps)).containsExactly(shop);
        assertThat(fixture.steps.warnings())
                .containsExactly("states of workspaces on other engines than those chosen now are those last recorded"
                        + " (shop); 'kdn show' tells the engine of each");
    }

    @Test
    void areListedWithTheirStateWhenTheEngineHasTwoAddresses() {
        runtime.alias(MovableRuntime.THERE);

        fixture.manager().stop("shop", fixture.steps);

        assertThat(fixture.manager().list(fixture.steps))
                .extracting(Instance::state)
                .containsExactly(RuntimeState.STOPPED);
        assertThat(fixture.steps.warnings()).isEmpty();
    }

    @Test
    void areUnknownWhenTheirOwnEngineDoesNotKnowThem() {
        runtime.moveTo(MovableRuntime.HERE);
        runtime.remove(fixture.manager().stop("shop", fixture.steps).runtime().instanceId(), fixture.steps);

        assertThat(fixture.manager().list(fixture.steps))
                .extracting(Instance::state)
                .containsExactly(RuntimeState.UNKNOWN);
    }

    @Test
    void surviveAPrune() {
        assertThat(fixture.manager().prune(false, false, fixture.steps).items()).isEmpty();

        assertThat(fixture.manager().stored()).containsExactly(shop);
        assertThat(fixture.runtimeInstances()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "remove", "recreate"})
    void keepTheirHalfDoneOperations(String operation) {
        intent(operation, "");

        PruneReport report = fixture.manager().prune(false, false, fixture.steps);

        assertThat(report.items())
                .singleElement()
                .satisfies(
                        item -> assertThat(item.error().orElse("")).startsWith("workspace shop is on another engine"));
        assertThat(fixture.storage.intentFile(shop.id())).exists();
        assertThat(fixture.manager().stored()).containsExactly(shop);
    }

    @Test
    void keepTheIntentOfACreateUntilTheirEngineIsChosenAgain() {
        fixture.store().remove(shop.id());
        intent("create", ", \"endpoint\": \"unix:///run/here.sock\"");

        PruneReport elsewhere = fixture.manager().prune(false, true, fixture.steps);
        List<String> left = fixture.runtimeInstances();
        runtime.moveTo(MovableRuntime.HERE);
        fixture.manager().prune(false, true, fixture.steps);

        assertThat(elsewhere.failure())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("what it has made is on another engine, unix:///run/here.sock");
        assertThat(left).hasSize(1);
        assertThat(fixture.runtimeInstances()).isEmpty();
    }

    private void intent(String operation, String more) {
        fixture.write(
                "storage/intents/" + shop.id() + ".json",
                "{\"operation\": \"" + operation + "\", \"name\": \"shop\", \"runtime\": \"fake\"" + more + "}");
    }
}
