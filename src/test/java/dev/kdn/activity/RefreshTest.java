/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static dev.kdn.activity.ActivityFixture.ALIVE;
import static dev.kdn.activity.ActivityFixture.OTHER_BOOT;
import static dev.kdn.activity.ActivityFixture.REUSED;
import static dev.kdn.activity.ActivityState.EXITED;
import static dev.kdn.activity.ActivityState.FAILED;
import static dev.kdn.activity.ActivityState.KILLED;
import static dev.kdn.activity.ActivityState.LOST;
import static dev.kdn.activity.ActivityState.RUNNING;
import static dev.kdn.activity.ActivityState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of an activity, by what is seen of it.
class RefreshTest {
    @SuppressWarnings("NullAway.Init") // before each test
    private ActivityFixture with;

    @BeforeEach
    void open(@TempDir Path folder) {
        with = new ActivityFixture(folder);
    }

    @Test
    void whatLivesIsLeftAlone() {
        Activity attached = with.recorded("attached", true, ALIVE, RUNNING);
        Activity detached = with.recorded("detached", false, REUSED, RUNNING);
        with.programs.alive.addAll(List.of(attached.token(), detached.token()));

        assertThat(with.states(attached, detached)).containsExactly(RUNNING, RUNNING);
        assertThat(with.store.all()).containsExactlyInAnyOrder(attached, detached);
        assertThat(with.programs.ended).isEmpty();
    }

    @Test
    void anEndThatWasWrittenDownCountsMoreThanWhatSeemsToLive() {
        Activity well = with.recorded("well", false, REUSED, RUNNING);
        Activity ill = with.recorded("ill", false, REUSED, RUNNING);
        Activity killed = with.store.change(with.recorded("killed", false, REUSED, RUNNING), Activity::toEnd);
        with.programs.alive.add(well.token());
        with.programs.output = well.id() + " 0 1779616801 \n" + ill.id() + " 137 1779616802 memory\n" + killed.id()
                + " 143 1779616803\nnonsense\n" + "f".repeat(32) + " 1 2\n";

        assertThat(with.states(well, ill, killed)).containsExactly(EXITED, FAILED, KILLED);
        assertThat(with.store.find(ill.id()).orElseThrow().end())
                .contains(new Activity.End(Instant.ofEpochSecond(1779616802), OptionalInt.of(137), true));
        assertThat(with.store
                        .find(killed.id())
                        .orElseThrow()
                        .end()
                        .orElseThrow()
                        .exitCode())
                .hasValue(143);
    }

    @Test
    void ofWhatIsGoneOnlyItsOwnerMayKnowMore() {
        Activity detached = with.recorded("detached", false, ALIVE, RUNNING);
        Activity asked = with.store.change(with.recorded("asked", false, ALIVE, RUNNING), Activity::toEnd);
        Activity waited = with.recorded("waited", true, ALIVE, RUNNING);
        Activity begun = with.recorded("begun", false, ALIVE, STARTING);

        assertThat(with.states(detached, asked, waited, begun)).containsExactly(LOST, KILLED, RUNNING, STARTING);
    }

    @Test
    void anOwnerOfTheSamePidIsAnother() {
        Activity reused = with.recorded("reused", true, REUSED, RUNNING);
        Activity booted = with.recorded("booted", true, OTHER_BOOT, RUNNING);
        Activity begun = with.recorded("begun", false, REUSED, STARTING);

        assertThat(with.states(reused, booted, begun)).containsExactly(LOST, LOST, LOST);
        assertThat(with.programs.ended).isEmpty();
    }

    @Test
    void whatWasStartedByOneThatDiedThenRuns() {
        Activity orphan = with.recorded("orphan", false, REUSED, STARTING);
        Activity beginning = with.recorded("beginning", false, ALIVE, STARTING);
        with.programs.alive.addAll(List.of(orphan.token(), beginning.token()));

        assertThat(with.states(orphan, beginning)).containsExactly(RUNNING, STARTING);
    }

    @Test
    void nothingLivesWhereNothingRuns() {
        Activity stranger = with.recorded("9".repeat(64), "stranger", false, ALIVE, RUNNING);
        Activity stopped = with.recorded("stopped", false, ALIVE, RUNNING);
        with.programs.alive.addAll(List.of(stranger.token(), stopped.token()));
        with.manager().stop("shop", with.house.steps);

        // The stranger may have been lost from the list of workspaces.
        assertThat(with.states(stranger, stopped)).containsExactly(RUNNING, LOST);
    }

    @Test
    void nothingIsConcludedOfAnEngineThatDoesNotAnswer() {
        Activity unknown = with.recorded("unknown", false, REUSED, RUNNING);
        Activity known = with.recorded(with.running("other").id(), "known", false, REUSED, RUNNING);
        with.programs.unreachable.add(with.shop.runtime().instanceId());

        assertThat(with.states(unknown, known)).containsExactly(RUNNING, LOST);
        assertThat(with.warnings).singleElement().asString().contains("workspace shop", "does not answer");
    }

    @Test
    void whatIsFrozenIsNotOver() {
        Activity frozen = with.recorded("frozen", false, REUSED, RUNNING);
        with.state = Optional.of(RuntimeState.PAUSED);

        assertThat(with.states(frozen)).containsExactly(RUNNING);
        assertThat(with.warnings).singleElement().asString().contains("workspace shop", "it is paused");
    }

    @Test
    void whatWasStoppedWhileItWasAskedIsGone() {
        Activity late = with.recorded("late", false, REUSED, RUNNING);
        with.programs.beforeLook = () -> {
            with.state = Optional.of(RuntimeState.STOPPED);
            throw new UnavailableException("the workspace does not run", "start it");
        };

        assertThat(with.states(late)).containsExactly(LOST);
        assertThat(with.warnings).isEmpty();
    }

    @Test
    void whatIsOverStaysAsItWas() {
        Activity over = with.recorded("over", false, REUSED, EXITED);
        with.programs.alive.add(over.token());
        with.programs.output = over.id() + " 9 1779616801\n";

        assertThat(with.states(over)).containsExactly(EXITED);
        assertThat(with.store.change(over, Activity::running)).isEqualTo(over);
    }
}
