/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static dev.kdn.activity.ActivityFixture.ALIVE;
import static dev.kdn.activity.ActivityState.EXITED;
import static dev.kdn.activity.ActivityState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.ConflictException;
import dev.kdn.storage.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityStoreTest {
    @SuppressWarnings("NullAway.Init") // before each test
    private ActivityFixture with;

    @BeforeEach
    void open(@TempDir Path folder) {
        with = new ActivityFixture(folder);
    }

    private Path file(Activity activity) {
        return with.store.logFile(activity).resolveSibling("activity.json");
    }

    private Map<String, String> members(Activity activity) {
        return new LinkedHashMap<>(FlatJson.read(file(activity)).orElseThrow());
    }

    @Test
    void keepsAllOfIt() {
        Activity plain = with.recorded("plain", true, ALIVE, RUNNING);
        Activity over = with.store.change(
                plain,
                now -> now.toEnd()
                        .ended(new Activity.End(Instant.parse("2030-01-01T00:00:00Z"), OptionalInt.of(3), true)));

        assertThat(with.store.find(plain.id())).contains(over);
        assertThat(over.end().orElseThrow().exitCode()).hasValue(3);
        Activity lost = with.recorded("lost", false, ALIVE, RUNNING);
        Activity gone = with.store.change(lost, now -> now.gone(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(with.store.find(lost.id())).contains(gone);
    }

    @Test
    void oneOfManyGetsAName() throws Exception {
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            racers.add(() -> {
                try {
                    with.recorded("raced", false, ALIVE, RUNNING);
                    return true;
                } catch (ConflictException taken) {
                    return false;
                }
            });
        }
        assertThat(together(racers)).containsOnlyOnce(true).hasSize(8);
        assertThat(with.store.of(with.shop.id())).hasSize(1);
    }

    @Test
    void writersTogetherLoseNothing() throws Exception {
        Activity shared = with.recorded("shared", false, ALIVE, RUNNING);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            writers.add(() -> {
                Activity own = with.store.add(
                        with.shop.id(),
                        Optional.empty(),
                        "sh",
                        name -> with.activity(with.shop.id(), name, false, ALIVE, RUNNING));
                Activity _ = with.store.change(
                        own, now -> now.ended(new Activity.End(with.now, OptionalInt.of(number), false)));
                Activity _ = with.store.change(
                        shared, now -> now.ended(new Activity.End(with.now, OptionalInt.of(number), false)));
                return true;
            });
        }
        assertThat(together(writers)).hasSize(8).containsOnly(true);

        List<Activity> all = with.store.all();
        assertThat(all).hasSize(9).allMatch(activity -> activity.state().isOver());
        assertThat(all.stream()
                        .filter(activity -> !activity.id().equals(shared.id()))
                        .map(activity -> activity.end().orElseThrow().exitCode().orElse(-1)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }

    private static List<Boolean> together(List<Callable<Boolean>> work) throws Exception {
        List<Boolean> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Boolean> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
        }
        return results;
    }

    @Test
    void whatIsOverIsNeverChangedAgain() {
        Activity over = with.recorded("over", false, ALIVE, EXITED);

        assertThat(with.store.change(over, Activity::running)).isEqualTo(over);
        with.store.delete(over);
        assertThat(with.store.change(over, Activity::running)).isEqualTo(over);
        assertThat(file(over)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "id, ../../../etc/passwd",
        "token, x",
        "name, A/../b",
        "state, dancing",
        "ownerPid, many",
        "created, ''",
        "ended, ''"
    })
    void aRecordThatMakesNoSenseIsNone(String member, String value) {
        Activity over = with.recorded("over", false, ALIVE, EXITED);
        Map<String, String> all = members(over);
        all.put(member, value);
        FlatJson.write(file(over), all);

        assertThat(with.store.all()).isEmpty();
        assertThat(with.store.damaged()).containsExactly(file(over));
        with.store.quarantine(file(over));
        assertThat(with.store.damaged()).isEmpty();
        String name = file(over).getName(file(over).getNameCount() - 2) + ".invalid";
        assertThat(name).contains(over.id());
        assertThat(with.house.storage.quarantineFolder().resolve(name)).exists();
    }

    @Test
    void recordsOfALaterKdnAreNobodysBusiness() {
        Activity later = with.recorded("later", false, ALIVE, RUNNING);
        Map<String, String> all = members(later);
        all.put("version", "2");
        FlatJson.write(file(later), all);

        assertThat(with.store.all()).isEmpty();
        assertThat(with.store.damaged()).isEmpty();
        assertThat(with.store.empty(Instant.now().plusSeconds(3600))).isEmpty();
        assertThat(with.store.change(later, Activity::toEnd)).isEqualTo(later);
        assertThat(members(later)).isEqualTo(all);
    }

    @Test
    void aRecordThatAPowerCutEmptiedIsNone() throws IOException {
        Activity waited = with.recorded("waited", true, ALIVE, RUNNING);
        Files.writeString(file(waited), "");

        assertThat(with.store.all()).isEmpty();
        assertThat(with.store.damaged()).isEmpty();
        assertThat(with.store.empty(Instant.now().plusSeconds(3600)))
                .singleElement()
                .asString()
                .contains(waited.id());
        assertThat(with.store.change(waited, Activity::toEnd)).isEqualTo(waited);
    }

    @Test
    void moreMembersDoNoHarm() throws IOException {
        Activity known = with.recorded("known", false, ALIVE, RUNNING);
        String text = Files.readString(file(known));
        Files.writeString(file(known), text.replaceFirst("\\{", "{\"extra\": {\"a\": [1, 2]}, \"more\": \"x\","));

        assertThat(with.store.all()).containsExactly(known);
    }
}
