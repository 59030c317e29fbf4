/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.error.ConflictException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A runtime that only remembers, in `<S>/runtimes/fake/instances.json`, for tests of everything around runtimes.
///
/// A file `script.json` beside it makes operations misbehave: an object from `create`, `start`, `stop`, `remove`,
/// `info`, `states` or `terminal` to one of
/// - `fail` or `fail: <reason>`: the operation fails and changes nothing,
/// - `hang: <milliseconds>`: it takes that long, and can be cancelled meanwhile,
/// - `state: <text>`: it reports that state, which need not be a valid one,
/// - `exit: <code>`, for `terminal` only: terminals are supported and end with that code.
public final class FakeRuntime implements WorkspaceRuntime {
    private static final RuntimeDescription DESCRIPTION =
            new RuntimeDescription("fake", "fake", "In-memory runtime for testing", true, "/project/sources");
    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final Storage storage;
    private final InstantSource clock;
    private final FakeScript script;

    public FakeRuntime(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
        this.script = new FakeScript(folder().resolve("script.json"));
    }

    /// The runtime as it is registered: reachable by its explicit name only.
    public static RuntimeEntry entry(Storage storage, InstantSource clock) {
        return new RuntimeEntry(DESCRIPTION, true, () -> true, () -> new FakeRuntime(storage, clock));
    }

    @Override
    public RuntimeDescription description() {
        return DESCRIPTION;
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return steps.step("Creating fake instance", "Fake instance created", () -> {
            if (request.name().isEmpty()) {
                throw new InvalidInputException("invalid runtime parameters: name is required");
            }
            script.play("create", ANY_TIME);
            return update(instances -> {
                String id = instances.takeId();
                FakeInstance made = instance(id, request);
                if (instances.byId().values().stream()
                        .anyMatch(other -> other.name().equals(made.name()))) {
                    throw new ConflictException("instance with name " + made.name() + " already exists");
                }
                RuntimeInfo result = script.result("create", made.toInfo());
                instances.byId().put(id, made);
                return result;
            });
        });
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        return steps.step("Starting fake instance", "Fake instance started", () -> {
            script.play("start", ANY_TIME);
            return update(instances -> {
                FakeInstance before = find(instances, id);
                boolean running = before.state().equals(RuntimeState.RUNNING.text());
                FakeInstance after = running ? before : before.with(RuntimeState.RUNNING, "started_at", now());
                instances.byId().put(id, after);
                return script.result("start", after.toInfo());
            });
        });
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return steps.step("Stopping fake instance", "Fake instance stopped", () -> {
            script.play("stop", ANY_TIME);
            return update(instances -> {
                FakeInstance before = instances.byId().get(id);
                if (before == null) {
                    return new RuntimeInfo(id, RuntimeState.STOPPED, Map.of());
                }
                boolean stopped = before.state().equals(RuntimeState.STOPPED.text());
                FakeInstance after = stopped ? before : before.with(RuntimeState.STOPPED, "stopped_at", now());
                instances.byId().put(id, after);
                return script.result("stop", after.toInfo());
            });
        });
    }

    @Override
    public void remove(String id, StepLogger steps) {
        steps.step("Removing fake instance", "Fake instance removed", () -> {
            script.play("remove", ANY_TIME);
            update(instances -> {
                FakeInstance before = instances.byId().get(id);
                if (before != null && before.state().equals(RuntimeState.RUNNING.text())) {
                    throw new ConflictException("instance " + id + " is still running, stop it first");
                }
                return instances.byId().remove(id) != null;
            });
        });
    }

    @Override
    public RuntimeInfo info(String id) {
        script.play("info", ANY_TIME);
        return script.result("info", find(FakeInstances.read(file()), id).toInfo());
    }

    @Override
    public RuntimeCapabilities capabilities() {
        RuntimeCapabilities base = RuntimeCapabilities.none().withStates(this::states);
        return script.terminalExitCode()
                .map(code -> base.withTerminal(request -> code))
                .orElse(base);
    }

    private Map<String, RuntimeState> states(Collection<String> ids, Duration limit) {
        script.play("states", limit);
        Map<String, FakeInstance> known = FakeInstances.read(file()).byId();
        Map<String, RuntimeState> states = new HashMap<>();
        for (String id : ids) {
            FakeInstance instance = known.get(id);
            if (instance != null) {
                states.put(id, script.result("states", instance.toInfo()).state());
            }
        }
        return states;
    }

    private <T> T update(Function<FakeInstances, T> change) {
        Path lock = storage.ensureFolder(folder()).resolve("instances.json.lock");
        try (FileLock _ = FileLock.acquire(lock, Storage.LOCK_LIMIT, "the fake runtime")) {
            FakeInstances instances = FakeInstances.read(file());
            T result = change.apply(instances);
            instances.write(file());
            return result;
        }
    }

    private FakeInstance instance(String id, CreateRequest request) {
        Map<String, String> info = new TreeMap<>();
        info.put("created_at", now());
        info.put("source", request.sources().toString());
        info.put("has_config", "true");
        info.put(
                "env_vars_count",
                Integer.toString(request.configuration().environment().size()));
        return new FakeInstance(
                id,
                request.name(),
                RuntimeState.STOPPED.text(),
                info,
                request.sources().toString());
    }

    private static FakeInstance find(FakeInstances instances, String id) {
        FakeInstance instance = instances.byId().get(id);
        if (instance == null) {
            throw new NotFoundException("runtime instance not found: " + id);
        }
        return instance;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Path folder() {
        return storage.runtimeFolder(DESCRIPTION.type());
    }

    private Path file() {
        return folder().resolve("instances.json");
    }
}
