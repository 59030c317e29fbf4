/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.image.ImageRecipe;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.time.Duration;
import java.util.Optional;

/// Brings images into being, each once per storage. A marker file says that an image was built here, so that the usual
/// case needs no question to podman; whoever finds that it is gone after all asks for it anew.
final class PodmanImages {
    // A little longer than a build may take.
    private static final Duration LOCK_LIMIT = PodmanBuild.LIMIT.plusMinutes(1);

    private final Storage storage;
    private final PodmanCli podman;
    private final PodmanBuild build;
    private final ImageMarkers markers;

    PodmanImages(Storage storage, PodmanCli podman, PodmanBuild build, ImageMarkers markers) {
        this.storage = storage;
        this.podman = podman;
        this.build = build;
        this.markers = markers;
    }

    /// Makes sure, as far as a marker can tell, that the image is there.
    ///
    /// @param alias a further name for an image that has to be built
    void provide(ImageRecipe recipe, BuildOptions options, String alias, StepLogger steps) {
        boolean wanted = options.rebuild() || options.pull();
        if (wanted || !markers.has(recipe)) {
            buildOnce(recipe, options, alias, steps);
        }
    }

    /// Builds the image again if it is gone.
    ///
    /// @return whether it was gone
    boolean restore(ImageRecipe recipe, String alias, StepLogger steps) {
        if (podman.imageExists(recipe.tag())) {
            return false;
        }
        buildOnce(recipe, BuildOptions.DEFAULT, alias, steps);
        return true;
    }

    private void buildOnce(ImageRecipe recipe, BuildOptions options, String alias, StepLogger steps) {
        boolean wanted = options.rebuild() || options.pull();
        if (!wanted && markExisting(recipe)) {
            return;
        }
        try (FileLock _ = lock(recipe, steps)) {
            // Another kdn may have built it while this one waited.
            if (wanted || !markExisting(recipe)) {
                markers.put(recipe, build.run(recipe, options, alias, steps));
            }
        }
    }

    private FileLock lock(ImageRecipe recipe, StepLogger steps) {
        String name = "image-" + recipe.hash();
        Optional<FileLock> free = storage.tryPassingLock(name);
        if (free.isPresent()) {
            return free.get();
        }
        return steps.step(
                "Waiting for another kdn that builds the image",
                "Image is free",
                () -> storage.passingLock(name, LOCK_LIMIT, "the image " + recipe.tag()));
    }

    /// Marks the image if podman has it.
    ///
    /// @return whether it has
    private boolean markExisting(ImageRecipe recipe) {
        if (!podman.imageExists(recipe.tag())) {
            return false;
        }
        CommandResult id = podman.call(PodmanCli.ASK, "image", "inspect", "--format", "{{.Id}}", recipe.tag());
        markers.put(recipe, id.stdout().strip());
        return true;
    }
}
