/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.container.ContainerId;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.ContainerView;
import dev.kdn.runtime.container.EngineContainers;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedContainer;
import dev.kdn.runtime.container.Removal;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// podman's containers.
final class PodmanContainers implements EngineContainers {
    static final String STOP_SECONDS = "2";

    private static final String FORMAT = "{{.ID}} {{.ImageID}} {{index .Labels \"" + KdnLabels.WORKSPACE
            + "\"}} {{index .Labels \"" + KdnLabels.NAME + "\"}} {{.Names}}";
    private static final int FORMAT_WORDS = 5;

    private final PodmanCli podman;
    private final PodmanPlace place;
    private final KillMarks marks;
    private final PodmanInspection inspection;
    private final EnvironmentFiles environmentFiles;
    private final PodmanFiles files;

    PodmanContainers(
            PodmanCli podman, PodmanPlace place, KillMarks marks, EnvironmentFiles environmentFiles, Storage storage) {
        this.place = place;
        this.podman = podman;
        this.marks = marks;
        this.inspection = new PodmanInspection(podman, marks);
        this.environmentFiles = environmentFiles;
        this.files = new PodmanFiles(
                podman, storage, (id, path) -> !changed(id, Set.of(path)).isEmpty());
    }

    @Override
    public Creation create(ContainerSpec spec) {
        ContainerEnvironment environment = ContainerEnvironment.of(spec.environment());
        Path file = environmentFiles.write(environment.file());
        try {
            List<String> names = List.copyOf(environment.inherited().keySet());
            List<String> arguments = PodmanArguments.create(spec, file, names);
            CommandResult result = podman.call(PodmanCli.CHANGE, arguments, environment.inherited());
            return result.succeeded()
                    ? new Creation.Made(lastLine(result.stdout()))
                    : new Creation.Failed(() -> failure(spec, result));
        } finally {
            AtomicFile.delete(file);
        }
    }

    private KdnException failure(ContainerSpec spec, CommandResult result) {
        for (String secret : spec.secrets().values()) {
            if (!podman.call(PodmanCli.ASK, "secret", "inspect", secret).succeeded()) {
                return new ConfigurationException(
                        "podman has no secret of the name " + secret,
                        "make it: " + MendingCommand.of("podman", "secret", "create", secret, "FILE"));
            }
        }
        return missingFolder(spec, result)
                .orElseGet(() -> podman.setUpFailure("failed to create podman container " + spec.name(), result));
    }

    /// Folders of this machine were looked at before.
    private Optional<KdnException> missingFolder(ContainerSpec spec, CommandResult result) {
        Optional<Endpoint> there = place.chosen().filter(endpoint -> !endpoint.local());
        return there.flatMap(endpoint -> spec.mounts().stream()
                .filter(mount -> result.stderr().contains(mount.host().toString()))
                .findFirst()
                .map(mount -> new EngineException(
                        "podman at " + endpoint.address() + " cannot mount its folder " + mount.host() + ": "
                                + result.stderr().strip(),
                        "make that folder on the engine's machine, or name another one with --sources-on-engine")));
    }

    @Override
    public boolean nameIsTaken(String name) {
        return podman.containerExists(name, podman::setUpFailure)
                // podman 4 has one space of names for containers and pods.
                || podman.call(PodmanCli.ASK, "pod", "exists", name).succeeded();
    }

    @Override
    public void start(String id) {
        CommandResult result = podman.callIn(marks.startFolder(id), PodmanCli.CHANGE, "start", id);
        // A container that somebody paused is not started but resumed.
        if (!result.succeeded() && !podman.call(PodmanCli.CHANGE, "unpause", id).succeeded()) {
            throw inspection.startFailure(id, result);
        }
    }

    @Override
    public void stop(String id) {
        stop(id, "stop", "-t", STOP_SECONDS, id);
    }

    /// Stops the container with that command, of it or of its pod.
    void stop(String id, String... command) {
        CommandResult result = podman.call(PodmanCli.CHANGE, command);
        if (result.succeeded() || !podman.containerExists(id)) {
            return;
        }
        // A paused container cannot be stopped before it runs again.
        boolean resumed = podman.call(PodmanCli.CHANGE, "unpause", id).succeeded();
        CommandResult second = resumed ? podman.call(PodmanCli.CHANGE, command) : result;
        if (!second.succeeded()) {
            throw podman.failure("failed to stop podman container " + id, second);
        }
    }

    @Override
    public Removal remove(String id) {
        CommandResult result = podman.call(PodmanCli.CHANGE, "rm", "-v", id);
        return switch (result.exitCode()) {
            case 0, 1 -> Removal.GONE; // 1: it is gone already
            case 2 -> Removal.IN_USE;
            default -> throw podman.failure("failed to remove podman container " + id, result);
        };
    }

    @Override
    public void forceRemove(String id) {
        CommandResult result = podman.call(PodmanCli.CHANGE, "rm", "-f", "-v", "-t", "0", id);
        if (result.exitCode() > 1) { // 1: it is gone already
            throw podman.failure("failed to remove podman container " + id, result);
        }
    }

    @Override
    public boolean rename(String id, String name) {
        return podman.call(PodmanCli.CHANGE, "rename", id, name).succeeded();
    }

    @Override
    public ContainerView inspect(String id) {
        return inspection.view(id, podman::failure);
    }

    @Override
    public ContainerView inspectToUse(String id) {
        return inspection.view(id, podman::setUpFailure);
    }

    @Override
    public String workspaceName(String id) {
        return inspection.workspaceName(ContainerId.checked(id));
    }

    @Override
    public List<ListedContainer> all(String storageId) {
        return list("--filter", storageLabel(storageId));
    }

    @Override
    public List<ListedContainer> of(String storageId, String workspaceId) {
        String workspace = "label=" + KdnLabels.WORKSPACE + "=" + workspaceId;
        return list("--filter", storageLabel(storageId), "--filter", workspace);
    }

    private static String storageLabel(String storageId) {
        return "label=" + KdnLabels.STORAGE + "=" + storageId;
    }

    private List<ListedContainer> list(String... filters) {
        List<String> arguments = new ArrayList<>(List.of("ps", "-a", "--no-trunc"));
        arguments.addAll(List.of(filters));
        arguments.addAll(List.of("--format", FORMAT));
        List<ListedContainer> found = new ArrayList<>();
        for (String line : podman.listing(arguments.toArray(String[]::new))) {
            String[] words = PodmanCli.words(line, FORMAT_WORDS);
            found.add(new ListedContainer(words[0], words[4], words[1], words[2], words[3]));
        }
        return found;
    }

    /// Paths inside may be very many, and may have names that look like several lines.
    @Override
    public Set<String> changed(String id, Set<String> paths) {
        Set<String> found = new HashSet<>();
        CommandResult result = podman.call(PodmanCli.CHANGE, List.of("diff", id), line -> {
            boolean changedOrAdded = line.startsWith("C ") || line.startsWith("A ");
            if (changedOrAdded && paths.contains(line.substring(2))) {
                found.add(line.substring(2));
            }
        });
        if (!result.succeeded()) {
            throw podman.failure("failed to see what changed in container " + id, result);
        }
        return found;
    }

    @Override
    public void copy(String from, String path, String to, String folder) {
        CommandResult result = podman.call(PodmanCli.CHANGE, "cp", from + ":" + path, to + ":" + folder);
        if (!result.succeeded()) {
            throw podman.failure("podman cannot copy " + path, result);
        }
    }

    @Override
    public Optional<SettingsFile> file(String id, String path) {
        return files.file(id, path);
    }

    @Override
    public void putFiles(String id, String folder, SortedSet<String> folders, Map<String, SettingsFile> contents) {
        files.put(id, folder, folders, contents);
    }

    private static String lastLine(String stdout) {
        String line = stdout.strip();
        return line.substring(line.lastIndexOf('\n') + 1);
    }
}
