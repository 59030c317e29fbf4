/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static dev.kdn.activity.ActivityFixture.ALIVE;
import static dev.kdn.activity.ActivityFixture.REUSED;
import static dev.kdn.activity.ActivityState.EXITED;
import static dev.kdn.activity.ActivityState.KILLED;
import static dev.kdn.activity.ActivityState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.instance.PruneItem;
import dev.kdn.storage.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sweep ends, and what it leaves alone.
class ActivitySweepTest {
    @SuppressWarnings("NullAway.Init") // before each test
    private ActivityFixture with;

    @BeforeEach
    void open(@TempDir Path folder) {
        with = new ActivityFixture(folder);
    }

    private Activity alive(String name, boolean attached, dev.kdn.process.ProcessIdentity owner) {
        Activity made = with.recorded(name, attached, owner, RUNNING);
        with.programs.alive.add(made.token());
        return made;
    }

    private List<PruneItem> items() {
        return with.sweep().items(Optional.of(Set.of(with.shop.id())), with.house.steps);
    }

    private List<String> sweepOnce() {
        List<PruneItem> found = items();
        found.forEach(with.sweep()::remove);
        return found.stream().map(item -> item.kind() + " " + item.name()).toList();
    }

    @Test
    void endsOnlyWhatWasWaitedForByOneThatIsNoMore() {
        Activity owned = alive("owned", true, ALIVE);
        Activity lasting = alive("lasting", false, REUSED);
        Activity abandoned = alive("abandoned", true, REUSED);

        assertThat(sweepOnce()).containsExactly("abandoned program abandoned");

        assertThat(with.programs.ended).containsExactly(abandoned.token());
        assertThat(with.states(owned, lasting, abandoned)).containsExactly(RUNNING, RUNNING, KILLED);
        assertThat(sweepOnce()).isEmpty();
    }

    @Test
    void recordsOfWorkspacesThatAreNoMoreGoOnlyIfTheListIsToBeTrusted() {
        String lost = "9".repeat(64);
        Activity over = with.recorded(lost, "over", false, REUSED, EXITED);
        Activity running = with.recorded(lost, "running", false, REUSED, RUNNING);

        assertThat(with.sweep().items(Optional.empty(), with.house.steps)).isEmpty();
        assertThat(with.store.of(lost)).containsExactlyInAnyOrder(over, running);

        assertThat(sweepOnce()).containsExactlyInAnyOrder("activity over", "activity running");
        assertThat(with.store.of(lost)).isEmpty();
    }

    @Test
    void aQuickSweepDoesTheSame() {
        Activity owned = alive("owned", true, ALIVE);
        Activity abandoned = alive("abandoned", true, REUSED);

        with.sweep().quick(with.shop.id());

        assertThat(with.programs.ended).containsExactly(abandoned.token());
        assertThat(with.states(owned, abandoned)).containsExactly(RUNNING, KILLED);
    }

    @Test
    void aQuickSweepTakesTwoSecondsAtMost() throws InterruptedException {
        Activity slow = alive("slow", true, REUSED);
        CountDownLatch release = new CountDownLatch(1);
        with.programs.beforeEnd = () -> awaitQuietly(release);
        long begin = System.nanoTime();

        with.sweep().quick(with.shop.id());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(with.programs.ended).isEmpty();
        release.countDown();
        dev.kdn.process.Eventually.await(
                Duration.ofSeconds(10),
                "the record's end",
                () -> with.store.find(slow.id()).orElseThrow().state() == KILLED);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            boolean _ = latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aWorkspaceThatCannotBeReachedKeepsNoOther() {
        Activity unreachable = alive("unreachable", true, REUSED);
        Activity other = with.recorded(with.running("other").id(), "other", true, REUSED, RUNNING);
        with.programs.alive.add(other.token());
        with.programs.unreachable.add(with.shop.runtime().instanceId());

        with.sweep().quick(with.shop.id());
        with.sweep().quick(other.workspaceId());

        assertThat(with.programs.ended).containsExactly(other.token());
        assertThat(with.store.find(unreachable.id()).orElseThrow().state()).isEqualTo(RUNNING);
    }

    @Test
    void endsWhatProgramsThatAreOverHaveLeft() {
        Activity over = with.recorded("over", false, REUSED, EXITED);
        with.programs.alive.add(over.token());

        assertThat(sweepOnce()).containsExactly("left-over program over");

        assertThat(with.programs.ended).containsExactly(over.token());
        assertThat(with.store.find(over.id())).contains(over);
        assertThat(sweepOnce()).isEmpty();
    }

    @Test
    void whatIsNoRecordIsSetAsideOnce() throws IOException {
        String id = "d".repeat(32);
        Path file = Files.createDirectories(
                        with.house.storage.activitiesFolder().resolve(id))
                .resolve("activity.json");
        Files.writeString(file, "{\"version\": \"1\", \"id\": \"../../etc\"");
        String stranger = "e".repeat(32);
        Path foreign = Files.createDirectories(
                        with.house.storage.activitiesFolder().resolve(stranger))
                .resolve("activity.json");
        FlatJson.write(foreign, Map.of("version", "2", "shape", "unknown"));
        byte[] before = Files.readAllBytes(foreign);

        assertThat(sweepOnce()).containsExactly("damaged activity " + file);
        assertThat(sweepOnce()).isEmpty();
        with.now = Instant.now().plusSeconds(120);
        assertThat(sweepOnce()).containsExactly("activity without record " + id);

        assertThat(file.getParent()).doesNotExist();
        assertThat(with.house.storage.quarantineFolder().resolve(id + ".invalid"))
                .exists();
        assertThat(foreign).hasBinaryContent(before);
        assertThat(sweepOnce()).isEmpty();
    }

    @Test
    void aFolderThatHasNoRecordYetIsLeftAMinute() throws IOException {
        Path begun =
                Files.createDirectories(with.house.storage.activitiesFolder().resolve("c".repeat(32)));
        Files.setLastModifiedTime(begun, FileTime.from(with.now.minusSeconds(30)));

        assertThat(sweepOnce()).isEmpty();
        with.now = with.now.plusSeconds(60);
        assertThat(sweepOnce()).containsExactly("activity without record " + "c".repeat(32));
    }

    @Test
    void oldRecordsGoAndTheLastTwentyStay() {
        List<Activity> old = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            old.add(with.recorded("old", false, REUSED, EXITED));
            with.now = with.now.plusSeconds(1);
        }
        assertThat(sweepOnce()).isEmpty();
        with.now = with.now.plus(Duration.ofDays(8));
        Activity fresh = with.recorded("fresh", false, REUSED, EXITED);

        assertThat(sweepOnce()).containsOnly("activity old").hasSize(4);

        assertThat(with.store.all()).hasSize(20).contains(fresh).doesNotContainAnyElementsOf(old.subList(0, 4));
    }

    @Test
    void recordsOfWorkspacesThatAreNoMoreGo() {
        Activity stranger = with.recorded("9".repeat(64), "stranger", false, ALIVE, RUNNING);

        assertThat(sweepOnce()).containsExactly("activity stranger");
        assertThat(with.store.find(stranger.id())).isEmpty();
    }
}
