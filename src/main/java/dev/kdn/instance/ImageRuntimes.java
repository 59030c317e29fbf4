/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.EngineException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.WorkspaceRuntime;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the runtimes that may have images of this storage.
final class ImageRuntimes {
    private final Collaborators with;

    ImageRuntimes(Collaborators with) {
        this.with = with;
    }

    /// The wished type alone, or those that this storage was ever used with.
    ///
    /// @throws dev.kdn.error.InvalidInputException if there is no runtime of the wished type
    List<String> types(Optional<String> wished, List<Instance> instances) {
        if (wished.isPresent()) {
            WorkspaceRuntime _ = new Choices(with.runtimes().get(), with.agents()).runtime(wished.get());
            return List.of(wished.get());
        }
        List<String> types = new ArrayList<>();
        for (RuntimeEntry entry : with.runtimes().get().all()) {
            String type = entry.description().type();
            if (Files.isDirectory(with.storage().runtimeFolder(type))
                    || !of(type, instances).isEmpty()) {
                types.add(type);
            }
        }
        return types;
    }

    /// The workspaces of that runtime.
    static List<Instance> of(String type, List<Instance> instances) {
        return instances.stream()
                .filter(instance -> instance.runtime().type().equals(type))
                .toList();
    }

    /// Access to the images of that runtime; empty if it has none by nature.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed
    Optional<ImageAccess> find(String type) {
        return with.runtimes().get().get(type).capabilities().images();
    }

    /// As [#find], for a runtime that must have images.
    static ImageAccess of(WorkspaceRuntime runtime) {
        return runtime.capabilities()
                .images()
                .orElseThrow(() ->
                        new EngineException("runtime " + runtime.description().type() + " has no images"));
    }
}
