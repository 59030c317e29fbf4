/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.error.ConflictException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.MachineStats;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A runtime that only remembers, in `<S>/runtimes/fake/instances.json`, for tests of everything around runtimes.
///
/// A file `script.json` beside it makes operations misbehave: an object from `create`, `recreate`, `start`, `stop`,
/// `remove`,
/// `info`, `states` or `terminal` to one of
/// - `fail` or `fail: <reason>`: the operation fails and changes nothing,
/// - `hang: <milliseconds>`: it takes that long, and can be cancelled meanwhile,
/// - `state: <text>`: it reports that state, which need not be a valid one,
/// - `exit: <code>`, for `terminal` only: terminals are supported and end with that code.
public final class FakeRuntime implements WorkspaceRuntime {
    private static final RuntimeDescription DESCRIPTION =
            new RuntimeDescription("fake", "fake", "In-memory runtime for testing", true, "/project/sources");
    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final FakeFile file;
    private final FakeGarbage garbage;
    private final FakeRecreation recreation;
    private final FakeImages images;
    private final FakePrograms programs;
    private final InstantSource clock;
    private final FakeScript script;

    public FakeRuntime(Storage storage, InstantSource clock) {
        this(storage, clock, Map.of());
    }

    /// @param environment what kdn was started with, for programs in instances
    FakeRuntime(Storage storage, InstantSource clock, Map<String, String> environment) {
        Path folder = storage.runtimeFolder(DESCRIPTION.type());
        this.file = new FakeFile(storage, folder);
        this.clock = clock;
        this.script = new FakeScript(folder.resolve("script.json"));
        this.garbage = new FakeGarbage(file);
        this.images = new FakeImages(storage, folder, clock);
        this.programs = new FakePrograms(folder.resolve("homes"), this::runs, environment);
        this.recreation = new FakeRecreation(file, this::besides);
    }

    /// The runtime as it is registered: reachable by its explicit name only.
    ///
    /// @param environment what kdn was started with
    public static RuntimeEntry entry(Storage storage, InstantSource clock, Map<String, String> environment) {
        return new RuntimeEntry(
                DESCRIPTION,
                true,
                () -> true,
                () -> new RuntimeEntry.Missing("nothing", "nothing"),
                () -> new FakeRuntime(storage, clock, environment));
    }

    @Override
    public RuntimeDescription description() {
        return DESCRIPTION;
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return steps.step(
                "Creating fake instance", "Fake instance created", () -> make(request.name(), "create", request));
    }

    private RuntimeInfo besides(RecreatePlan plan) {
        CreateRequest request = plan.request();
        return make(FakeRecreation.nameBeside(request.name()), "recreate", request);
    }

    private RuntimeInfo make(String name, String operation, CreateRequest request) {
        if (request.name().isEmpty()) {
            throw new InvalidInputException("invalid runtime parameters: name is required");
        }
        script.play(operation, ANY_TIME);
        return file.update(instances -> {
            String id = instances.takeId();
            FakeInstance made = instance(id, name, request);
            if (instances.byId().values().stream()
                    .anyMatch(other -> other.name().equals(made.name()))) {
                throw new ConflictException("instance with name " + made.name() + " already exists");
            }
            RuntimeInfo result = script.result(operation, made.toInfo());
            instances.byId().put(id, made);
            return result;
        });
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        return steps.step("Starting fake instance", "Fake instance started", () -> {
            script.play("start", ANY_TIME);
            return file.update(instances -> {
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
            return file.update(instances -> {
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
            file.update(instances -> {
                FakeInstance before = instances.byId().get(id);
                if (before != null && before.state().equals(RuntimeState.RUNNING.text())) {
                    throw new ConflictException("instance " + id + " is still running, stop it first");
                }
                return instances.byId().remove(id) != null;
            });
            AtomicFile.deleteTree(programs.home(id));
        });
    }

    @Override
    public RuntimeInfo info(String id) {
        script.play("info", ANY_TIME);
        return script.result("info", find(file.read(), id).toInfo());
    }

    @Override
    public RuntimeCapabilities capabilities() {
        RuntimeCapabilities base = RuntimeCapabilities.none()
                .with(BatchStates.class, this::states)
                .with(GarbageCollection.class, garbage)
                .with(Recreation.class, recreation)
                .with(ImageAccess.class, images)
                .with(ProgramAccess.class, programs)
                .with(StatsAccess.class, new MachineStats(this::runs))
                .with(LimitEnforcement.class, limits -> {}); // whatever they are, it remembers them
        return script.terminalExitCode()
                .map(code -> base.with(TerminalAccess.class, request -> code))
                .orElse(base);
    }

    private Map<String, LiveState> states(Collection<String> ids, Duration limit) {
        script.play("states", limit);
        Map<String, FakeInstance> known = file.read().byId();
        Map<String, LiveState> states = new HashMap<>();
        for (String id : ids) {
            FakeInstance instance = known.get(id);
            if (instance != null) {
                states.put(
                        id,
                        LiveState.of(script.result("states", instance.toInfo()).state()));
            }
        }
        return states;
    }

    private FakeInstance instance(String id, String name, CreateRequest request) {
        Map<String, String> info = new TreeMap<>();
        info.put("created_at", now());
        info.put("source", request.sources().toString());
        info.put("has_config", "true");
        info.put(
                "env_vars_count",
                Integer.toString(request.configuration().environment().size()));
        return new FakeInstance(
                id,
                name,
                RuntimeState.STOPPED.text(),
                info,
                request.sources().toString(),
                request.workspaceId(),
                limits(request));
    }

    private boolean runs(String id) {
        return find(file.read(), id).state().equals(RuntimeState.RUNNING.text());
    }

    private static String limits(CreateRequest request) {
        return request.limits().texts().entrySet().stream()
                .map(limit -> limit.getKey().word() + "=" + limit.getValue())
                .collect(Collectors.joining(" "));
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
}
