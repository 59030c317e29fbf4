/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.step.RecordingStepLogger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every runtime promises. A test class implements this and says where its instances come from; it removes all
/// instances that a test made when the test has ended.
public interface RuntimeContract {
    /// The runtime under test; the same one during one test.
    WorkspaceRuntime runtime();

    /// An existing folder.
    Path sources();

    /// A name of a workspace that nobody else uses, different at every call.
    String freshName();

    /// An agent that the runtime supports.
    default String agent() {
        return "shell";
    }

    /// An id that no instance has, in the form of this engine.
    default String unknownId() {
        return "0123456789abcdef".repeat(4);
    }

    /// A request that this runtime fails on after it has begun to make something, for what its configuration asks.
    CreateRequest requestThatFails();

    /// Undoes what [#requestThatFails()] did so that it fails.
    default void mend() {}

    /// How long a batch of states may take.
    default Duration statesLimit() {
        return Duration.ofSeconds(10);
    }

    /// A request for a plain workspace.
    default CreateRequest request(String name) {
        return CreateRequests.plain(name, sources(), agent());
    }

    private RuntimeInfo created() {
        return runtime().create(request(freshName()), new RecordingStepLogger());
    }

    private RuntimeInfo started() {
        return runtime().start(created().id(), new RecordingStepLogger());
    }

    @Test
    default void describesItself() {
        RuntimeDescription description = runtime().description();

        assertThat(description.type()).matches("[a-z]+");
        assertThat(description.displayName()).isNotBlank();
        assertThat(description.description()).isNotBlank();
        assertThat(description.sourcesPath()).startsWith("/");
    }

    @Test
    default void createsStoppedInstance() {
        RuntimeInfo made = created();

        assertThat(made.id()).isNotBlank();
        assertThat(made.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(runtime().info(made.id()).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(runtime().info(made.id()).id()).isEqualTo(made.id());
    }

    @Test
    default void startsCreatedInstance() {
        RuntimeInfo started = started();

        assertThat(started.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(runtime().info(started.id()).state()).isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    default void startsTwiceWithTheSameResult() {
        RuntimeInfo first = started();

        RuntimeInfo second = runtime().start(first.id(), new RecordingStepLogger());

        assertThat(second.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(second.info()).isEqualTo(first.info());
    }

    @Test
    default void stopsSoThatItCanBeStartedAgain() {
        RuntimeInfo started = started();

        assertThat(runtime().stop(started.id(), new RecordingStepLogger()).state())
                .isEqualTo(RuntimeState.STOPPED);
        assertThat(runtime().info(started.id()).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(runtime().start(started.id(), new RecordingStepLogger()).state())
                .isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    default void stopsTwiceWithTheSameResult() {
        RuntimeInfo started = started();
        RuntimeInfo first = runtime().stop(started.id(), new RecordingStepLogger());

        RuntimeInfo second = runtime().stop(started.id(), new RecordingStepLogger());

        assertThat(second.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(second.info()).isEqualTo(first.info());
    }

    @Test
    default void refusesToRemoveRunningInstance() {
        RuntimeInfo started = started();

        assertThatThrownBy(() -> runtime().remove(started.id(), new RecordingStepLogger()))
                .isInstanceOf(ConflictException.class);
        assertThat(runtime().info(started.id()).state()).isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    default void removesForGoodAndTwice() {
        RuntimeInfo made = created();

        runtime().remove(made.id(), new RecordingStepLogger());
        runtime().remove(made.id(), new RecordingStepLogger());

        assertThatThrownBy(() -> runtime().info(made.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void freesTheNameWhenRemoved() {
        String name = freshName();
        RuntimeInfo first = runtime().create(request(name), new RecordingStepLogger());
        runtime().remove(first.id(), new RecordingStepLogger());

        RuntimeInfo second = runtime().create(request(name), new RecordingStepLogger());

        assertThat(second.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    default void tellsUnknownIdsApart() {
        RecordingStepLogger steps = new RecordingStepLogger();

        assertThatThrownBy(() -> runtime().start(unknownId(), steps)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runtime().info(unknownId())).isInstanceOf(NotFoundException.class);
        assertThat(runtime().stop(unknownId(), steps).state()).isEqualTo(RuntimeState.STOPPED);
        runtime().remove(unknownId(), steps);
    }

    @Test
    default void showsCompleteSteps() {
        RecordingStepLogger steps = new RecordingStepLogger();

        RuntimeInfo made = runtime().create(request(freshName()), steps);
        runtime().start(made.id(), steps);
        runtime().stop(made.id(), steps);
        runtime().remove(made.id(), steps);

        assertThat(count(steps, "start: ")).isGreaterThanOrEqualTo(4).isEqualTo(count(steps, "complete: "));
        assertThat(count(steps, "fail: ")).isZero();
    }

    @Test
    default void showsFailedStepOnce() {
        RecordingStepLogger steps = new RecordingStepLogger();

        assertThatThrownBy(() -> runtime().start(unknownId(), steps)).isInstanceOf(KdnException.class);

        assertThat(count(steps, "fail: ")).isEqualTo(1);
        assertThat(count(steps, "start: ")).isEqualTo(count(steps, "complete: ") + 1);
    }

    @Test
    default void leavesNothingBehindWhenCreateFails() {
        CreateRequest bad = requestThatFails();
        RecordingStepLogger steps = new RecordingStepLogger();

        assertThatThrownBy(() -> runtime().create(bad, steps)).isInstanceOf(KdnException.class);
        assertThat(count(steps, "fail: ")).isEqualTo(1);

        mend();
        RuntimeInfo good = runtime().create(request(bad.name()), new RecordingStepLogger());
        assertThat(good.state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    default void createsInParallel() throws InterruptedException, ExecutionException {
        int count = 4;
        List<Future<RuntimeInfo>> made = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                made.add(threads.submit(this::created));
            }
        }

        List<String> ids = new ArrayList<>();
        for (Future<RuntimeInfo> future : made) {
            assertThat(future.get().state()).isEqualTo(RuntimeState.STOPPED);
            ids.add(future.get().id());
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    default void tellsStatesOfManyAtOnce() {
        BatchStates batch = runtime().capabilities().states().orElseThrow();
        String stopped = created().id();
        String running = started().id();

        Map<String, LiveState> states = batch.states(List.of(stopped, running, unknownId()), statesLimit());

        assertThat(states).containsOnlyKeys(stopped, running);
        assertThat(states.get(stopped)).extracting(LiveState::state).isEqualTo(RuntimeState.STOPPED);
        assertThat(states.get(running)).extracting(LiveState::state).isEqualTo(RuntimeState.RUNNING);
        assertThat(batch.states(List.of(), statesLimit())).isEmpty();
    }

    private static long count(RecordingStepLogger steps, String prefix) {
        return steps.events().stream().filter(line -> line.startsWith(prefix)).count();
    }

    @Test
    default void findsAndRemovesWhatItMadeForAWorkspace() {
        CreateRequest request = request(freshName());
        RuntimeInfo made = runtime().create(request, new RecordingStepLogger());
        runtime().start(made.id(), new RecordingStepLogger());
        GarbageCollection garbage = runtime().capabilities().garbage().orElseThrow();

        List<EngineObject> objects = garbage.objectsOf(request.workspaceId());

        assertThat(objects)
                .filteredOn(object -> object.kind() == EngineObject.Kind.CONTAINER)
                .singleElement()
                .satisfies(object -> assertThat(object.id()).isEqualTo(made.id()));
        assertThat(garbage.objects()).containsAll(objects);
        objects.stream().sorted(Comparator.comparing(EngineObject::kind)).forEach(garbage::remove);
        objects.forEach(garbage::remove); // gone already
        assertThat(garbage.objectsOf(request.workspaceId())).isEmpty();
        assertThatThrownBy(() -> runtime().info(made.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void putsANewInstanceInThePlaceOfAnOldOne() {
        Recreation recreation = runtime().capabilities().recreation().orElseThrow();
        CreateRequest request = request(freshName());
        RuntimeInfo old = runtime().create(request, new RecordingStepLogger());
        String name = container(runtime().info(old.id()), old);
        assertThatCode(() -> recreation.check(old.id())).doesNotThrowAnyException();
        assertThatThrownBy(() -> recreation.check("no such id")).isInstanceOf(NotFoundException.class);

        RuntimeInfo made = recreation.beside(
                old.id(),
                new RecreatePlan(request, List.of("~/.nothing"), false, List.of()),
                new RecordingStepLogger());

        assertThat(made.id()).isNotEqualTo(old.id());
        assertThat(made.state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(runtime().info(old.id()).state()).isEqualTo(RuntimeState.STOPPED);
        RuntimeInfo kept = recreation.keepOnly(made.id(), request.workspaceId());
        assertThat(kept.id()).isEqualTo(made.id());
        assertThat(kept.facts().get("container")).isEqualTo(name);
        assertThat(recreation.keepOnly(made.id(), request.workspaceId()).id()).isEqualTo(made.id());
        assertThatThrownBy(() -> runtime().info(old.id())).isInstanceOf(NotFoundException.class);
        assertThat(runtime().start(made.id(), new RecordingStepLogger()).state())
                .isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    default void givesANewInstanceUpForTheOldOne() {
        Recreation recreation = runtime().capabilities().recreation().orElseThrow();
        CreateRequest request = request(freshName());
        RuntimeInfo old = runtime().create(request, new RecordingStepLogger());
        RuntimeInfo made = recreation.beside(
                old.id(), new RecreatePlan(request, List.of(), false, List.of()), new RecordingStepLogger());

        RuntimeInfo kept = recreation.keepOnly(old.id(), request.workspaceId());

        assertThat(kept.id()).isEqualTo(old.id());
        assertThatThrownBy(() -> runtime().info(made.id())).isInstanceOf(NotFoundException.class);
        assertThat(runtime().start(old.id(), new RecordingStepLogger()).state()).isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    default void leavesTheOldInstanceAsItWasWhenTheNewOneCannotBeMade() {
        Recreation recreation = runtime().capabilities().recreation().orElseThrow();
        CreateRequest request = request(freshName());
        RuntimeInfo old = runtime().create(request, new RecordingStepLogger());
        CreateRequest failing = requestThatFails();
        CreateRequest configured = CreateRequests.with(failing.configuration(), request);
        CreateRequest bad = failing.sourcesOnEngine()
                .map(folder -> CreateRequests.onEngine(folder, configured))
                .orElse(configured);

        assertThatThrownBy(() -> recreation.beside(
                        old.id(), new RecreatePlan(bad, List.of(), false, List.of()), new RecordingStepLogger()))
                .isInstanceOf(KdnException.class);

        mend();
        assertThat(runtime().start(old.id(), new RecordingStepLogger()).state()).isEqualTo(RuntimeState.RUNNING);
    }

    private static String container(RuntimeInfo now, RuntimeInfo made) {
        return made.facts().getOrDefault("container", now.facts().getOrDefault("container", ""));
    }

    @Test
    default void takesFilesOfTheHomeFolderAndGivesThemBack() {
        Optional<HomeAccess> home = runtime().capabilities().home();
        String id = created().id();
        if (home.isEmpty()) {
            assertThat(runtime().capabilities().home()).isEmpty();
            return;
        }
        assertThat(home.get().hostName()).isNotBlank();
        assertThat(home.get().read(id, Set.of(".tool/state.json", ".tool"))).isEmpty();
        byte[] binary = {0, 1, (byte) 0xff, '\n', 0};
        Map<String, SettingsFile> files = Map.of(
                ".tool/deep/er/run.sh", new SettingsFile(binary, 0750),
                ".tool/state.json", new SettingsFile(new byte[0], 0600));

        home.get().write(id, files, Set.of(".other/folder"));

        assertThat(home.get().read(id, files.keySet())).isEqualTo(files);
        SettingsFile other = new SettingsFile(new byte[] {'x'}, 0644);
        home.get().write(id, Map.of(".tool/state.json", other), Set.of());
        assertThat(home.get().read(id, Set.of(".tool/state.json", ".tool/none")))
                .isEqualTo(Map.of(".tool/state.json", other));
        assertThat(home.get().read(id, Set.of(".tool/deep/er/run.sh"))).hasSize(1);
    }
}
