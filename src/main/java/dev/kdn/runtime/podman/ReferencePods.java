/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.ConflictException;
import dev.kdn.error.RefusedException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Workspaces that the reference made: a pod of five containers each, known by a folder named like the container.
final class ReferencePods {
    private final Path folder;
    private final PodmanEngine engine;

    /// @param folder `<S>/runtimes/podman/pods`, need not exist
    ReferencePods(Path folder, PodmanEngine engine) {
        this.folder = folder;
        this.engine = engine;
    }

    /// Whether the reference made that container.
    boolean has(String containerId) {
        return Files.isDirectory(folder.resolve(containerId));
    }

    boolean any() {
        try (DirectoryStream<Path> pods = Files.newDirectoryStream(folder)) {
            return pods.iterator().hasNext();
        } catch (IOException none) {
            return false;
        }
    }

    /// The pod around that container; empty if it was not the reference that made it, or the name is lost.
    private Optional<String> podName(String containerId) {
        try {
            String name = Files.readString(folder.resolve(containerId).resolve("podname"))
                    .strip();
            return name.isEmpty() || name.startsWith("-") ? Optional.empty() : Optional.of(name);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + folder.resolve(containerId), e);
        }
    }

    /// Its services and network rules are the reference's own, so only the reference can bring it up.
    void refuse(String containerId, String operation) {
        if (has(containerId)) {
            throw new RefusedException(
                    "this workspace was made by the Go kdn, which has to " + operation + " it",
                    "use that kdn, or remove the workspace and init it again");
        }
    }

    /// A container put in the place of the pod's would have neither its services nor its network rules.
    void refuseRecreation(String containerId) {
        if (has(containerId)) {
            throw new RefusedException(
                    "this workspace was made by another kdn, the Go kdn, so it cannot be recreated",
                    "remove it with 'kdn remove', then make it anew with 'kdn init'; its home folder is lost with"
                            + " that");
        }
    }

    /// Stops the whole pod.
    RuntimeInfo stop(String containerId) {
        Optional<String> pod = pod(containerId);
        if (pod.isPresent()) {
            engine.containers().stop(containerId, "pod", "stop", "-t", PodmanContainers.STOP_SECONDS, pod.get());
        } else {
            engine.containers().stop(containerId);
        }
        return new RuntimeInfo(containerId, RuntimeState.STOPPED, Map.of());
    }

    /// The name on record, or if that is lost the id that the container itself tells.
    private Optional<String> pod(String id) {
        return podName(id).or(() -> {
            String pod = engine.cli()
                    .call(PodmanCli.ASK, "inspect", "--type", "container", "--format", "{{.Pod}}", id)
                    .stdout()
                    .strip();
            return pod.isEmpty() ? Optional.empty() : Optional.of(pod);
        });
    }

    /// Removes the whole pod.
    ///
    /// @throws ConflictException if it is running
    void remove(String containerId) {
        PodmanCli podman = engine.cli();
        if (podman.containerExists(containerId)
                && engine.containers().inspect(containerId).state() == RuntimeState.RUNNING) {
            throw new ConflictException(
                    "container " + containerId + " is still running, stop it first",
                    "run 'kdn stop', or remove with --force");
        }
        Optional<String> pod = podName(containerId);
        if (pod.isPresent()
                && podman.call(PodmanCli.ASK, "pod", "exists", pod.get()).exitCode() != 1) {
            CommandResult result =
                    podman.call(PodmanCli.CHANGE, "pod", "rm", "-f", "-t", PodmanContainers.STOP_SECONDS, pod.get());
            if (!result.succeeded()) {
                throw podman.failure("failed to remove pod " + pod.get(), result);
            }
        }
        forget(containerId);
    }

    /// Deletes the folder of that container.
    private void forget(String containerId) {
        List<Path> all = new ArrayList<>();
        Path pod = folder.resolve(containerId);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(pod)) {
            files.forEach(all::add);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + pod, e);
        }
        all.add(pod);
        all.forEach(AtomicFile::delete);
    }
}
