/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.EngineObject;
import dev.kdn.step.StepLogger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The images of an engine.
public interface EngineImages {
    /// How long a build may take.
    Duration BUILD_LIMIT = Duration.ofMinutes(60);

    /// Whether there is an image of that name or id.
    boolean has(String reference);

    /// The engine's id of the image; empty if it has none of that name.
    Optional<String> id(String reference);

    /// Gets what a build stands on, with steps of its own.
    ///
    /// @throws dev.kdn.error.EngineException if it cannot be had
    default void prepare(Build build, StepLogger steps) {}

    /// Builds an image under its tag, whether or not there is one.
    ///
    /// @param lines takes the build's output, line by line
    /// @return the engine's id of the image
    /// @throws dev.kdn.error.EngineException with the reason alone as its message, if a step of the build fails
    String build(Build build, Consumer<String> lines);

    /// What is to be built.
    ///
    /// @param alias a further name, if nobody else has it; empty for none
    /// @param proxies variables for the steps of the build, of which nothing stays in the image
    record Build(
            ImageRecipe recipe, BuildOptions options, String alias, Owner owner, SortedMap<String, String> proxies) {
        public Build {
            proxies = Collections.unmodifiableSortedMap(new TreeMap<>(proxies));
        }

        /// One without proxies.
        public Build(ImageRecipe recipe, BuildOptions options, String alias, Owner owner) {
            this(recipe, options, alias, owner, new TreeMap<>());
        }

        /// The same without a wish for anything but the image.
        Build withDefaults() {
            return new Build(recipe, BuildOptions.DEFAULT, alias, owner, proxies);
        }

        /// The same with these variables.
        Build behind(Map<String, String> variables) {
            return new Build(recipe, options, alias, owner, new TreeMap<>(variables));
        }
    }

    /// For whom an image is built.
    record Owner(String storageId, String workspaceId) {}

    /// The images with this storage's label that are no mere step of another one, named or not, each once.
    List<ListedImage> all(String storageId);

    /// Which image each container stands on, whoever made it: ids of images by ids of containers.
    Map<String, String> used();

    /// Ids of images with this storage's label that have no name and on which no other image stands.
    List<String> unfinished(String storageId);

    /// Removes the image, which has no name; one that is gone already is a success.
    void remove(String id);

    /// Takes the name from the image and removes it with its last one, never by force; a name that is gone already is a
    /// success.
    ///
    /// @throws dev.kdn.error.KdnException if it is the last one, and a container stands on the image
    void untag(String name);

    /// Builds that are going on or were broken off, as far as they leave something behind.
    default List<EngineObject> builds() {
        return List.of();
    }

    /// Ends the build of [#builds()] with that id, as far as it still works, and removes what there is of it.
    default void clear(String buildId) {}
}
