/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.activity.RecordedActivities;
import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.instance.ChangedRuntime;
import dev.kdn.instance.Instance;
import dev.kdn.instance.ManagerFixture;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.Usage;
import dev.kdn.runtime.fake.FakeRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces whose engines answer, fail and keep silent.
@Timeout(20)
class MeasurementsTest {
    private final ManagerFixture house;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private String silent = "";
    private String failing = "";

    MeasurementsTest(@TempDir Path folder) {
        house = new ManagerFixture(folder);
        StatsAccess stats = this::usage;
        house.runtimes.clear();
        house.runtimes.add(ChangedRuntime.in(
                FakeRuntime.entry(house.storage, () -> house.now, Map.of()),
                can -> can.with(StatsAccess.class, stats)));
    }

    private Usage usage(String id) {
        if (id.equals(failing)) {
            throw new EngineException("no control groups");
        }
        if (id.equals(silent)) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new CancelledException("cancelled", null, e);
            }
        }
        return Usage.of(Map.of());
    }

    private Instance running(String name) {
        return house.manager().start(house.addNamed(name).id(), house.steps);
    }

    private List<WorkspaceStats> measure(Duration limit, String... references) {
        RecordedActivities activities = new RecordedActivities(() -> house.storage);
        return new Measurements(house::manager, activities, limit).of(List.of(references), house.steps);
    }

    @Test
    void anEngineThatKeepsSilentDoesNotKeepTheOthers() throws InterruptedException {
        silent = running("far").runtime().instanceId();
        failing = running("broken").runtime().instanceId();
        running("shop");
        house.addNamed("idle");

        List<WorkspaceStats> all = measure(Duration.ofSeconds(1));

        assertThat(all.stream().map(one -> one.instance().name())).containsExactly("far", "broken", "shop");
        assertThat(all.get(0).failure()).get().isInstanceOf(TimedOutException.class);
        assertThat(all.get(0).failure())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("no answer from its engine within 1 s");
        assertThat(all.get(1).failure()).get().extracting(Throwable::getMessage).isEqualTo("no control groups");
        assertThat(all.get(2).usage()).isPresent();
        interrupted.await();
    }

    @Test
    void thoseThatAreNamedComeInThatOrderAndOnce() {
        running("shop");
        running("blog");
        house.addNamed("idle");

        List<WorkspaceStats> all = measure(Duration.ofSeconds(5), "idle", "blog", "shop", "blog");

        assertThat(all.stream().map(one -> one.instance().name())).containsExactly("idle", "blog", "shop");
        assertThat(all.get(0).usage()).isEmpty();
        assertThat(all.get(0).failure()).isEmpty();
    }

    @Test
    void aCancelEndsIt() {
        silent = running("far").runtime().instanceId();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> measure(Duration.ofSeconds(10))).isInstanceOf(CancelledException.class);
    }
}
