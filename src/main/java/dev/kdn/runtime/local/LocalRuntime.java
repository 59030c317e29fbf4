/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.agent.Agents;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.Programs;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.HomeAccess;
import dev.kdn.runtime.LiveState;
import dev.kdn.runtime.MachineStats;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.SandboxChoice;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Workspaces on this machine without an engine. What runs in one runs in a sandbox of its own for each activity; they
/// share the sources, a home folder and `/tmp`, which stay when a workspace is stopped.
public final class LocalRuntime implements WorkspaceRuntime {
    private static final RuntimeDescription DESCRIPTION = new RuntimeDescription(
            "local", "Local", "This machine, sandboxed by bubblewrap", true, "/workspace/sources");

    private final LocalInstances instances;
    private final LocalSecrets secrets;
    private final LocalCreation creation;
    private final LocalHost host;
    private final RuntimeCapabilities capabilities;

    /// @param terminal of the user
    public LocalRuntime(
            Storage storage, CommandRunner runner, Agents builtIn, LocalHost host, Supplier<UserTerminal> terminal) {
        this.host = host;
        Path folder = storage.runtimeFolder(DESCRIPTION.type());
        ImageConfigurationFiles agents =
                new ImageConfigurationFiles(folder.resolve("config"), builtIn, Optional::empty);
        instances = new LocalInstances(storage, workspaces(folder));
        secrets = new LocalSecrets(host.secrets());
        Sandbox sandbox = new Sandbox(storage, folder, instances, host);
        LocalPrograms programs = new LocalPrograms(instances, sandbox);
        SandboxProbe probe = new SandboxProbe(sandbox, programs, runner, host);
        creation = new LocalCreation(instances, probe, secrets, agents, host);
        Foreground foreground = new Foreground(programs, terminal);
        LocalHome home = new LocalHome(instances, programs);
        capabilities = RuntimeCapabilities.none()
                .with(AgentSupport.class, agents::agentNames)
                .with(BatchStates.class, this::states)
                .with(EngineCheck.class, probe)
                .with(SandboxChoice.class, id -> !instances.get(id).bare())
                .with(HomeAccess.class, home)
                .with(TerminalAccess.class, new LocalTerminal(programs, foreground, secrets, agents, host))
                .with(ProgramAccess.class, new LocalProgramAccess(instances, programs, foreground, secrets, host))
                .with(StatsAccess.class, new MachineStats(this::runs))
                .with(Recreation.class, new LocalRecreation(instances, creation, home, secrets))
                .with(GarbageCollection.class, new LocalGarbage(instances));
    }

    public static RuntimeDescription describe() {
        return DESCRIPTION;
    }

    /// Whether users can be offered the runtime: there is bubblewrap, or there are such workspaces already.
    public static boolean seemsThere(Storage storage, Map<String, String> environment) {
        return new Programs(environment).find("bwrap").isPresent()
                || Files.isDirectory(workspaces(storage.runtimeFolder(DESCRIPTION.type())));
    }

    /// What to say where it cannot be offered.
    public static RuntimeEntry.Missing missing() {
        return new RuntimeEntry.Missing("no bwrap command on PATH", SandboxProbe.REMEDY);
    }

    private static Path workspaces(Path folder) {
        return folder.resolve("instances");
    }

    @Override
    public RuntimeDescription description() {
        return DESCRIPTION;
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return steps.step(
                "Preparing sandbox",
                "Sandbox prepared",
                () -> creation.create(request, request.name(), request.unsandboxed(), steps)
                        .info(LocalInstances.boot()));
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        return steps.step("Starting workspace", "Workspace started", () -> {
            LocalInstance instance = instances.get(id);
            String boot = LocalInstances.boot();
            if (instance.state(boot) != RuntimeState.RUNNING) {
                Map<String, String> _ = secrets.values(instance); // a start that lacks one changes nothing
                instance = creation.decided(instance, steps).started(boot);
                SandboxReport.deleteAll(instances.folder(id));
                if (!instance.bare()) {
                    HiddenFiles.everywhere().keep(instances.folder(id));
                }
                instances.write(instance);
            } else if (instance.bare()) {
                steps.warn(Bare.WARNING);
            }
            return instance.info(boot);
        });
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return steps.step("Stopping workspace", "Workspace stopped", () -> {
            Optional<LocalInstance> instance = instances.find(id).map(LocalInstance::stopped);
            instance.ifPresent(instances::write); // nothing new is started from here on
            if (instance.isPresent() && !host.showsPrograms().getAsBoolean()) {
                steps.warn(Bare.UNSEEN);
            }
            if (instance.isPresent() && !RunningPrograms.end(id)) {
                throw new EngineException("some programs of the workspace cannot be ended", "see which with 'ps'");
            }
            return instance.map(stopped -> stopped.info(LocalInstances.boot()))
                    .orElseGet(() -> new RuntimeInfo(id, RuntimeState.STOPPED, Map.of()));
        });
    }

    @Override
    public void remove(String id, StepLogger steps) {
        steps.step("Removing workspace", "Workspace removed", () -> {
            Optional<LocalInstance> instance = instances.find(id);
            if (instance.isPresent() && instance.get().state(LocalInstances.boot()) == RuntimeState.RUNNING) {
                throw new ConflictException(
                        "workspace " + instance.get().name() + " is still running, stop it first",
                        "run 'kdn stop', or remove with --force");
            }
            if (instance.isPresent()) {
                boolean _ = RunningPrograms.end(id);
            }
            instances.deleteUnlessCancelled(id);
        });
    }

    @Override
    public RuntimeInfo info(String id) {
        return instances.get(id).info(LocalInstances.boot());
    }

    @Override
    public RuntimeCapabilities capabilities() {
        return capabilities;
    }

    private boolean runs(String id) {
        return instances.get(id).state(LocalInstances.boot()) == RuntimeState.RUNNING;
    }

    private Map<String, LiveState> states(Collection<String> ids, Duration limit) {
        String boot = LocalInstances.boot();
        Map<String, LiveState> states = new HashMap<>();
        for (String id : ids) {
            instances.find(id).ifPresent(instance -> states.put(id, LiveState.of(instance.state(boot))));
        }
        return states;
    }
}
