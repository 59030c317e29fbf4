/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.fake.FakeRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStatesTest {
    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        fixture.add();
        fixture.manager().start("shop", fixture.steps);
    }

    @Test
    void showsWhatTheEngineSaysAndRecordsNothing() {
        new FakeRuntime(fixture.storage, () -> fixture.now).stop("fake-001", fixture.steps);
        String before = fixture.text("storage/instances.json");

        Instance live = fixture.manager().list(fixture.steps).getFirst();

        assertThat(live.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(live.startedAt()).isEmpty();
        assertThat(fixture.text("storage/instances.json")).isEqualTo(before);
    }

    @Test
    void showsThePortsOfNow() {
        List<Forward> now = List.of(new Forward("127.0.0.1", 40123, 8080));
        fixture.runtimes.clear();
        fixture.runtimes.add(
                new MeddledRuntime(fixture, () -> {}) {
                    @Override
                    public RuntimeCapabilities capabilities() {
                        return super.capabilities()
                                .with(
                                        BatchStates.class,
                                        (ids, limit) -> Map.of(
                                                "fake-001", new LiveState(RuntimeState.RUNNING, Optional.of(now))));
                    }
                }.entry());

        Instance live = fixture.manager().list(fixture.steps).getFirst();

        assertThat(live.forwards()).isEqualTo(now);
        assertThat(live.startedAt()).isPresent();
        assertThat(live.runtime().info()).containsEntry("has_config", "true");
        assertThat(fixture.manager().stored().getFirst().forwards()).isEmpty();
    }

    @Test
    void showsTheRecordWhenItIsRight() {
        assertThat(fixture.manager().list(fixture.steps))
                .isEqualTo(fixture.manager().stored());
    }

    @Test
    void fallsBackToTheRecordWhenTheEngineFailsOrHangs() {
        fixture.script("{\"states\": \"fail\"}");
        assertThat(fixture.manager().list(fixture.steps))
                .isEqualTo(fixture.manager().stored());

        fixture.script("{\"states\": \"hang: 60000\"}");
        assertThat(fixture.manager().list(fixture.steps))
                .isEqualTo(fixture.manager().stored());
        assertThat(fixture.steps.warnings())
                .hasSize(2)
                .allMatch(warning -> warning.startsWith("states of fake workspaces are those last recorded: "));
    }

    @Test
    void asksEachRuntimeForItsOwn() {
        String records = fixture.text("storage/instances.json");
        String other = records.substring(1, records.length() - 2)
                .replace("\"type\": \"fake\"", "\"type\": \"gone\"")
                .replace("\"name\": \"shop\"", "\"name\": \"other\"");
        fixture.write("storage/instances.json", records.substring(0, records.length() - 2) + "," + other + "]");
        new FakeRuntime(fixture.storage, () -> fixture.now).stop("fake-001", fixture.steps);

        assertThat(fixture.manager().list(fixture.steps))
                .extracting(Instance::name, Instance::state)
                .containsExactly(tuple("shop", RuntimeState.STOPPED), tuple("other", RuntimeState.RUNNING));
    }
}
