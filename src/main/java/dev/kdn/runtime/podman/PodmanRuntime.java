/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.agent.Agents;
import dev.kdn.process.CommandRunner;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.ConnectionProbe;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.ContainerId;
import dev.kdn.runtime.container.ContainerRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.function.Supplier;

/// Workspaces in podman containers. Those that the reference made are pods, which are stopped and removed as a whole.
public final class PodmanRuntime implements WorkspaceRuntime {
    private final Storage storage;
    private final PodmanEngine engine;
    private final ContainerRuntime containers;
    private final ContainerHost host;
    private final ReferencePods referencePods;

    /// @param program the podman command, a name on PATH or an absolute path
    /// @param agents built-in ones, whose image files are written by the first create
    public PodmanRuntime(
            Storage storage, CommandRunner runner, Supplier<String> program, Agents agents, ContainerHost host) {
        this.storage = storage;
        this.host = host;
        engine = new PodmanEngine(storage, runner, program, host);
        containers = new ContainerRuntime(describe(), storage, engine, agents, host);
        referencePods = new ReferencePods(storage.runtimeFolder("podman").resolve("pods"), engine);
    }

    /// What can be said of this runtime before it is built.
    public static RuntimeDescription describe() {
        return new RuntimeDescription(
                "podman", "Podman", "Container-based workspaces using Podman", true, ContainerRuntime.SOURCES_PATH);
    }

    @Override
    public RuntimeDescription description() {
        return describe();
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return containers.create(request, steps);
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        referencePods.refuse(ContainerId.checked(id), "start");
        return containers.start(id, steps);
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return referencePods.has(ContainerId.checked(id))
                ? steps.step("Stopping container", "Container stopped", () -> referencePods.stop(id))
                : containers.stop(id, steps);
    }

    @Override
    public void remove(String id, StepLogger steps) {
        if (referencePods.has(ContainerId.checked(id))) {
            steps.step("Removing container", "Container removed", () -> referencePods.remove(id));
        } else {
            containers.remove(id, steps);
        }
    }

    @Override
    public RuntimeInfo info(String id) {
        return containers.info(id);
    }

    @Override
    public RuntimeCapabilities capabilities() {
        RuntimeCapabilities common = containers.capabilities();
        PodmanExec exec = new PodmanExec(engine, referencePods);
        PodmanPrograms programs = new PodmanPrograms(engine, referencePods, host.environment());
        return common.with(TerminalAccess.class, containers.terminal(exec))
                .with(ConnectionProbe.class, ContainerRuntime.probe(exec))
                .with(ProgramAccess.class, containers.programs(programs, exec))
                .with(StatsAccess.class, ContainerRuntime.stats(programs))
                .with(
                        BatchStates.class,
                        new PodmanStates(engine.cli(), storage::id, referencePods, engine.marks())::states)
                .with(EnginePlace.class, engine.place())
                .with(LimitEnforcement.class, new PodmanLimits(engine.cli()))
                .with(
                        EngineCheck.class,
                        limit -> PodmanCheck.of(engine.cli(), host).check(limit))
                .with(Recreation.class, new NoPods(common.recreation().orElseThrow(), referencePods));
    }

    /// Makes nothing anew that the reference made.
    private record NoPods(Recreation recreation, ReferencePods referencePods) implements Recreation {
        @Override
        public void check(String id) {
            referencePods.refuseRecreation(ContainerId.checked(id));
        }

        @Override
        public void prepareStart(String oldId, CreateRequest request) {
            recreation.prepareStart(oldId, request);
        }

        @Override
        public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
            return recreation.beside(oldId, plan, steps);
        }

        @Override
        public RuntimeInfo keepOnly(String id, String workspaceId) {
            return recreation.keepOnly(id, workspaceId);
        }
    }
}
