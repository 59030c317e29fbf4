/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Workspaces that the reference made: a pod of five containers each, known by a folder named like the container.
final class ReferencePods {
    private final Path folder;

    /// @param folder `<S>/runtimes/podman/pods`, need not exist
    ReferencePods(Path folder) {
        this.folder = folder;
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
    Optional<String> podName(String containerId) {
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

    /// Deletes the folder of that container.
    void forget(String containerId) {
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
