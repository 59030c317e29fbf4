/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.runtime.EngineObject;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The context folders of image builds, `<S>/runtimes/podman/builds/build-<workspace id>-<random>`. One that is left
/// tells of a build that was broken off, and is the mark by which the rest of it is found.
final class BuildContexts {
    private static final String PREFIX = "build-";

    private final Storage storage;
    private final Path folder;
    private final BuildLeftovers leftovers;

    BuildContexts(Storage storage, Path folder, BuildLeftovers leftovers) {
        this.storage = storage;
        this.folder = folder;
        this.leftovers = leftovers;
    }

    /// A new folder of its own for a build.
    Path make(String workspaceId) {
        try {
            return Files.createTempDirectory(storage.ensureFolder(folder), PREFIX + workspaceId + "-");
        } catch (IOException e) {
            throw AtomicFile.failure("cannot make a folder in " + folder, e);
        }
    }

    /// The builds that are going on or were broken off.
    List<EngineObject> builds() {
        List<EngineObject> builds = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                int end = name.indexOf('-', PREFIX.length());
                String workspace = end < 0 ? "" : name.substring(PREFIX.length(), end);
                builds.add(new EngineObject(EngineObject.Kind.BUILD, name, name, workspace));
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return builds;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
        return builds;
    }

    /// Ends that build, as far as it still works, and removes what there is of it.
    ///
    /// @param layers images of single steps to remove too, children first
    void clear(String name, List<String> layers) {
        leftovers.clear(name, layers);
        AtomicFile.deleteTree(folder.resolve(name));
    }
}
