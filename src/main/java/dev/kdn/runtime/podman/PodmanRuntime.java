/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.agent.Agents;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.process.CommandRunner;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Workspaces in podman containers: one container on a network of its own for each, images shared.
public final class PodmanRuntime implements WorkspaceRuntime {
    static final String SOURCES_PATH = "/workspace/sources";

    private final Storage storage;
    private final PodmanCli podman;
    private final ImageConfigurationFiles files;
    private final PodmanInspection inspection;
    private final ReferencePods referencePods;
    private final ContainerRecords records;
    private final PodmanLifecycle lifecycle;
    private final BuildContexts contexts;
    private final ImageMarkers markers;
    private final ImageDrift drift;
    private final Host host;

    /// @param program the podman command, a name on PATH or an absolute path
    /// @param agents built-in ones, whose image files are written by the first create
    public PodmanRuntime(Storage storage, CommandRunner runner, Supplier<String> program, Agents agents, Host host) {
        this.storage = storage;
        this.host = host;
        podman = new PodmanCli(runner, program, new PodmanTroubles(Path.of("/"), host.environment(), host.uid()));
        files = new ImageConfigurationFiles(folder("config"), agents);
        inspection = new PodmanInspection(podman);
        referencePods = new ReferencePods(folder("pods"));
        records = new ContainerRecords(storage, folder("containers"));
        contexts = new BuildContexts(storage, folder("builds"), new BuildLeftovers(podman));
        markers = new ImageMarkers(storage, folder("images"));
        drift = new ImageDrift(records, markers, files);
        lifecycle = new PodmanLifecycle(
                podman, inspection, referencePods, records, new WorkspaceContainers(storage, podman));
    }

    /// What the runtime has to know of the machine and the process.
    ///
    /// @param home the user's home folder
    /// @param uid of the calling user
    /// @param gid of the calling user
    /// @param platform such as `linux/amd64`
    /// @param environment kdn's own
    /// @param notes for remarks to the user while a terminal is open
    public record Host(
            Path home,
            IntSupplier uid,
            IntSupplier gid,
            String platform,
            Map<String, String> environment,
            Consumer<String> notes) {
        public Host {
            environment = Map.copyOf(environment);
        }
    }

    /// What can be said of this runtime before it is built.
    public static RuntimeDescription describe() {
        return new RuntimeDescription(
                "podman", "Podman", "Container-based workspaces using Podman", true, SOURCES_PATH);
    }

    @Override
    public RuntimeDescription description() {
        return describe();
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return creation(request.workspaceId()).create(request, Predecessor.NONE, steps);
    }

    private PodmanCreation creation(String workspaceId) {
        PodmanBuild build = new PodmanBuild(podman, contexts, files.imageFile(), workspaceId);
        PodmanImages images = new PodmanImages(storage, podman, build, markers);
        PodmanContainers containers = new PodmanContainers(storage, podman, records, storage.runtimeFolder("podman"));
        return new PodmanCreation(storage, files, images, containers, inspection, drift, host);
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        RuntimeInfo started = steps.step("Starting container", "Container started", () -> lifecycle.start(id));
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
        return inspection.info(id);
    }

    @Override
    public RuntimeCapabilities capabilities() {
        return RuntimeCapabilities.none()
                .withTerminal(new PodmanTerminal(podman, inspection, referencePods, files, host))
                .withStates(new PodmanStates(podman, storage::id, referencePods)::states)
                .withAgents(files::agentNames)
                .withRecreation(new PodmanRecreation(
                        storage,
                        podman,
                        inspection,
                        records,
                        referencePods,
                        plan -> creation(plan.request().workspaceId())))
                .withGarbage(new PodmanGarbage(storage, podman, records, contexts));
    }

    private Path folder(String name) {
        return storage.runtimeFolder("podman").resolve(name);
    }
}
