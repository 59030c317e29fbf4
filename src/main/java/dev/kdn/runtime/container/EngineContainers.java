/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.KdnException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/// The containers of an engine. Ids are checked by [ContainerId#checked] before they come here.
public interface EngineContainers {
    /// Makes sure that the engine can make what is asked for, as far as that can be told beforehand.
    ///
    /// @throws dev.kdn.error.RefusedException if it cannot
    default void check(ContainerSpec spec) {}

    /// Makes a container that does not run.
    Creation create(ContainerSpec spec);

    /// What came of the wish for a container. Why it was not made is worked out only when somebody wants to know, since
    /// that may need further questions.
    sealed interface Creation {
        /// It was.
        record Made(String id) implements Creation {}

        /// It was not.
        record Failed(Supplier<KdnException> reason) implements Creation {}
    }

    /// Whether something else has a container's name.
    boolean nameIsTaken(String name);

    /// Starts it, or resumes it when somebody paused it.
    ///
    /// @throws dev.kdn.error.NotFoundException if it is gone
    void start(String id);

    /// Stops it, after a short time by force; one that is gone is a success.
    void stop(String id);

    /// Removes it with its volumes unless it runs.
    Removal remove(String id);

    /// Removes it with its volumes, running or not; one that is gone already is a success.
    void forceRemove(String id);

    /// Gives it another name.
    ///
    /// @return whether that was possible
    boolean rename(String id, String name);

    /// The container as it is now.
    ///
    /// @throws dev.kdn.error.NotFoundException if it is gone
    ContainerView inspect(String id);

    /// The container as it is now; explains an engine that cannot work on this machine.
    ///
    /// @throws dev.kdn.error.NotFoundException if it is gone
    default ContainerView inspectToUse(String id) {
        return inspect(id);
    }

    /// The name of the workspace whose container that is, for messages.
    String workspaceName(String id);

    /// The containers with this storage's label.
    List<ListedContainer> all(String storageId);

    /// The containers of one workspace, also those whose ids kdn never learnt.
    List<ListedContainer> of(String storageId, String workspaceId);

    /// Those of the paths inside that are not as in the image.
    Set<String> changed(String id, Set<String> paths);

    /// Copies a path into a folder of another container, with owners, modes and times. Neither needs to run.
    void copy(String from, String path, String to, String folder);

    /// The file at that path inside, if it is there; a symbolic link is followed. It need not run.
    Optional<SettingsFile> file(String id, String path);

    /// Puts files into a folder inside, over those that are there, all owned by the container's user. It need not run.
    ///
    /// @param folders to be made, those above files too, each after the one that it is in
    void putFiles(String id, String folder, SortedSet<String> folders, Map<String, SettingsFile> files);
}
