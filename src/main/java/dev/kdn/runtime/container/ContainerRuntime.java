/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.agent.Agents;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.AgentSupport;
import dev.kdn.runtime.ConnectionProbe;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.HomeAccess;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.Optional;

/// Workspaces in the containers of an engine: one container on a network of its own for each, images shared.
public final class ContainerRuntime implements WorkspaceRuntime {
    /// Where the sources are inside a container.
    public static final String SOURCES_PATH = "/workspace/sources";

    private final RuntimeDescription description;
    private final Storage storage;
    private final ContainerEngine engine;
    private final ContainerHost host;
    private final ImageConfigurationFiles files;
    private final ContainerRecords records;
    private final ImageMarkers markers;
    private final ImageDrift drift;
    private final ContainerLifecycle lifecycle;
    private final ContainerSecrets secrets;

    /// @param agents built-in ones, whose image files are written by the first create
    public ContainerRuntime(
            RuntimeDescription description,
            Storage storage,
            ContainerEngine engine,
            Agents agents,
            ContainerHost host) {
        this.description = description;
        this.storage = storage;
        this.engine = engine;
        this.host = host;
        var folder = storage.runtimeFolder(description.type());
        files = new ImageConfigurationFiles(folder.resolve("config"), agents, host.baseImage());
        records = new ContainerRecords(storage, folder.resolve("containers"));
        markers = new ImageMarkers(
                storage,
                folder.resolve("images"),
                () -> engine.endpoint().map(Endpoint::address).orElse(""));
        drift = new ImageDrift(records, markers, files);
        lifecycle = new ContainerLifecycle(storage, engine, records);
        secrets = new ContainerSecrets(engine, records, host.secrets());
    }

    /// The user's files about images and agents.
    public ImageConfigurationFiles files() {
        return files;
    }

    @Override
    public RuntimeDescription description() {
        return description;
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return creation().create(request, Predecessor.NONE, steps);
    }

    private ContainerCreation creation() {
        return new ContainerCreation(planning(), engine, images(), records, drift, host);
    }

    private ImagePlanning planning() {
        return new ImagePlanning(storage, files, engine, host);
    }

    private ContainerImages images() {
        return new ContainerImages(storage, engine, markers, files.imageFile(), host.environment());
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        Optional<String> script = secrets.prepare(ContainerId.checked(id));
        RuntimeInfo started = steps.step("Starting container", "Container started", () -> lifecycle.start(id));
        script.ifPresent(text -> steps.step(
                "Passing secrets to the workspace",
                "Secrets passed to the workspace",
                () -> secrets.provideAtStart(id, text)));
        warnOfDrift(id, steps);
        return started;
    }

    /// The container is up already, so nothing that is wrong here may fail.
    private void warnOfDrift(String id, StepLogger steps) {
        try {
            drift.since(id)
                    .ifPresent(
                            what -> steps.warn(what + " since the container was made; 'kdn recreate' makes a new one"));
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException unknown) {
            steps.warn("cannot tell whether the image configuration has changed: " + unknown.getMessage());
        }
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return steps.step("Stopping container", "Container stopped", () -> lifecycle.stop(id));
    }

    @Override
    public void remove(String id, StepLogger steps) {
        steps.step("Removing container", "Container removed", () -> lifecycle.remove(id));
    }

    @Override
    public RuntimeInfo info(String id) {
        return engine.containers().inspectToUse(ContainerId.checked(id)).info();
    }

    /// Terminals through that engine's own way to run programs.
    public TerminalAccess terminal(ContainerTerminal.Exec exec) {
        return secrets.before(new ContainerTerminal(exec, engine.containers(), files, host), exec, host.notes());
    }

    /// Programs through that engine's own way to run them.
    public ProgramAccess programs(ContainerExec programs, ContainerTerminal.Exec exec) {
        ContainerTerminal plain = new ContainerTerminal(exec, engine.containers(), files, host);
        return new ContainerPrograms(programs, secrets.before(plain, exec, host.notes()), plain::ended);
    }

    /// Measurements by programs that run in that engine's own way.
    public static StatsAccess stats(ContainerExec programs) {
        return new ContainerStats(programs);
    }

    /// Connections that programs inside make, run in that engine's own way.
    public static ConnectionProbe probe(ContainerTerminal.Exec exec) {
        return new ContainerProbe(exec);
    }

    /// Those that all engines have in common.
    @Override
    public RuntimeCapabilities capabilities() {
        return RuntimeCapabilities.none()
                .with(AgentSupport.class, files::agentNames)
                .with(ImageAccess.class, new ContainerImageAccess(storage, engine, this::images, this::planning))
                .with(HomeAccess.class, new ContainerHome(engine))
                .with(Recreation.class, new ContainerRecreation(storage, engine, records, this::creation, secrets))
                .with(GarbageCollection.class, new ContainerGarbage(storage, engine, records));
    }
}
