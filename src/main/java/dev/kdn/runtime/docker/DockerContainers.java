/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.exception.NotModifiedException;
import dev.kdn.agent.SettingsFile;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.container.ContainerId;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.ContainerView;
import dev.kdn.runtime.container.EngineContainers;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedContainer;
import dev.kdn.runtime.container.Removal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/// Docker's containers.
final class DockerContainers implements EngineContainers {
    private static final int STOP_SECONDS = 2;

    private final DockerConnection connection;
    private final Supplier<DockerFacts> facts;
    private final ContainerFiles files;
    private final ContainerListing listing;

    /// @param facts asked for when a container is made
    DockerContainers(DockerConnection connection, Supplier<DockerFacts> facts) {
        this.connection = connection;
        this.facts = facts;
        this.files = new ContainerFiles(connection);
        this.listing = new ContainerListing(connection);
    }

    @Override
    public void check(ContainerSpec spec) {
        new DockerSpec(spec, facts.get()).check();
    }

    @Override
    public Creation create(ContainerSpec spec) {
        DockerFacts known = facts.get();
        try {
            return new Creation.Made(connection.ask(
                    "create docker container " + spec.name(),
                    client -> new DockerSpec(spec, known).command(client).exec().getId()));
        } catch (CancelledException | TimedOutException left) {
            listing.awaitLatecomer(spec);
            throw left;
        } catch (EngineException | ConflictException | NotFoundException failure) {
            return new Creation.Failed(() -> new DockerTroubles(connection.endpoint()).notMade(spec, failure));
        }
    }

    private static String message(KdnException failure) {
        return String.valueOf(failure.getMessage());
    }

    /// A single letter is no name for docker.
    @Override
    public boolean nameIsTaken(String name) {
        if (name.length() == 1 && !facts.get().isPodman()) {
            return true;
        }
        try {
            connection.look("container " + name, "containers", name);
            return true;
        } catch (NotFoundException free) {
            return false;
        }
    }

    @Override
    public void start(String id) {
        try {
            change(
                    "start docker container " + id,
                    client -> client.startContainerCmd(id).exec());
        } catch (NotFoundException missing) {
            throw DockerTroubles.notStarted(workspaceName(id), missing);
        } catch (EngineException refused) {
            // A container that somebody paused is not started but resumed.
            if (!inspection(id).isPaused()) {
                throw refused;
            }
            resume(id);
        }
    }

    private void resume(String id) {
        change(
                "resume docker container " + id,
                client -> client.unpauseContainerCmd(id).exec());
    }

    @Override
    public void stop(String id) {
        try {
            stopAlive(id);
        } catch (NotFoundException gone) {
            return;
        } catch (EngineException refused) {
            // What somebody paused does not end as long as it is; podman gives up then.
            if (!inspection(id).isPaused()) {
                throw refused;
            }
            resume(id);
            stopAlive(id);
        }
    }

    private void stopAlive(String id) {
        change(
                "stop docker container " + id,
                client -> client.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec());
    }

    /// A call of an existing container; that it is in the wished state already is all right.
    private void change(String what, DockerConnection.Question<?> question) {
        try {
            connection.ask(what, client -> {
                try {
                    question.ask(client);
                    return true;
                } catch (NotModifiedException already) {
                    return false;
                }
            });
        } catch (ConflictException refused) {
            throw new EngineException(message(refused), null, refused);
        }
    }

    @Override
    public Removal remove(String id) {
        try {
            return removeWith(id, false);
        } catch (EngineException | ConflictException refused) {
            if (inspection(id).isAlive()) {
                return Removal.IN_USE;
            }
            throw refused;
        }
    }

    @Override
    public void forceRemove(String id) {
        removeWith(id, true);
    }

    private Removal removeWith(String id, boolean force) {
        try {
            connection.ask(
                    "remove docker container " + id,
                    client -> client.removeContainerCmd(id)
                            .withForce(force)
                            .withRemoveVolumes(true)
                            .exec());
        } catch (NotFoundException gone) {
            return Removal.GONE;
        }
        return Removal.GONE;
    }

    @Override
    public boolean rename(String id, String name) {
        try {
            connection.ask(
                    "rename docker container " + id,
                    client -> client.renameContainerCmd(id).withName(name).exec());
            return true;
        } catch (EngineException | ConflictException | NotFoundException refused) {
            return false;
        }
    }

    @Override
    public ContainerView inspect(String id) {
        return inspection(id).view();
    }

    /// Whether it has a process, running or paused.
    boolean isAlive(String id) {
        return inspection(id).isAlive();
    }

    private DockerInspection inspection(String id) {
        try {
            return new DockerInspection(connection.look("docker container " + id, "containers", id));
        } catch (NotFoundException gone) {
            throw ContainerId.gone(id);
        }
    }

    @Override
    public String workspaceName(String id) {
        String name = inspection(id).label(KdnLabels.NAME);
        return name.isEmpty() ? "NAME" : name;
    }

    @Override
    public List<ListedContainer> all(String storageId) {
        return listing.with(Map.of(KdnLabels.STORAGE, storageId));
    }

    @Override
    public List<ListedContainer> of(String storageId, String workspaceId) {
        return listing.with(Map.of(KdnLabels.STORAGE, storageId, KdnLabels.WORKSPACE, workspaceId));
    }

    @Override
    public Set<String> changed(String id, Set<String> paths) {
        return files.changed(id, paths);
    }

    @Override
    public void copy(String from, String path, String to, String folder) {
        files.copy(from, path, to, folder, inspection(from).mountTargets());
    }

    @Override
    public Optional<SettingsFile> file(String id, String path) {
        return files.file(id, path);
    }

    @Override
    public void putFiles(String id, String folder, SortedSet<String> folders, Map<String, SettingsFile> contents) {
        files.put(id, folder, folders, contents, inspection(id).user());
    }
}
