/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Clears away what a `podman build` leaves behind when it is ended before its time: the program of the instruction
/// that was being run lives on, re-parented to init, and the working containers stay. Both are recognised by the name
/// of the build's context folder, which is mounted into them and which no other build has.
final class BuildLeftovers {
    private static final Path PROCESSES = Path.of("/proc");

    private final PodmanCli podman;

    BuildLeftovers(PodmanCli podman) {
        this.podman = podman;
    }

    /// Ends the processes and removes the working containers of that build, as far as they can be found here; in a
    /// podman machine they cannot.
    ///
    /// @param layers images of single steps, children first; those that another build uses by now stay
    /// @throws dev.kdn.error.KdnException if there are working containers, or may be some, that are not removed
    void clear(String contextName, List<String> layers) {
        for (Path process : entries(PROCESSES, "[0-9]*")) {
            if (contains(process.resolve("mountinfo"), contextName)) {
                ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        for (String container : workingContainers(contextName)) { // one that is gone keeps podman from removing others
            CommandResult result = podman.call(PodmanCli.CHANGE, "rm", "-f", container);
            if (result.exitCode() > 1) {
                throw podman.failure("failed to remove working container " + container, result);
            }
        }
        if (!layers.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of("rmi"));
            arguments.addAll(layers);
            podman.call(PodmanCli.CHANGE, arguments.toArray(String[]::new));
        }
    }

    private List<String> workingContainers(String contextName) {
        CommandResult store = podman.call(
                PodmanCli.ASK, "info", "--format", "{{.Store.GraphRoot}}/{{.Store.GraphDriverName}}-containers");
        List<String> ids = new ArrayList<>();
        if (!store.succeeded()) {
            throw podman.unusable(store);
        }
        for (Path container : entries(Path.of(store.stdout().strip()), "*")) {
            if (contains(container.resolve("userdata/buildah.json"), contextName)) {
                ids.add(String.valueOf(container.getFileName()));
            }
        }
        return ids;
    }

    private static List<Path> entries(Path folder, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(entries::add);
        } catch (IOException notHere) {
            return List.of();
        }
        return entries;
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }
}
