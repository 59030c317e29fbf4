/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Brings images into being, each once per storage. A marker file says that an image was built here, so that the usual
/// case needs no question to the engine; whoever finds that it is gone after all asks for it anew.
final class ContainerImages {
    private static final String LOCK = "image-";
    // A little longer than a build may take.
    private static final Duration LOCK_LIMIT = EngineImages.BUILD_LIMIT.plusMinutes(1);

    private final Storage storage;
    private final ContainerEngine engine;
    private final ImageMarkers markers;
    private final Path imageFile;

    /// @param imageFile the user's image.json, for messages
    ContainerImages(Storage storage, ContainerEngine engine, ImageMarkers markers, Path imageFile) {
        this.storage = storage;
        this.engine = engine;
        this.markers = markers;
        this.imageFile = imageFile;
    }

    /// Makes sure, as far as a marker can tell, that the image is there.
    void provide(Build wish, StepLogger steps) {
        if (isWanted(wish.options()) || !markers.has(wish.recipe())) {
            buildOnce(wish, steps);
        }
    }

    /// Builds the image again if it is gone.
    ///
    /// @return whether it was gone
    boolean restore(Build wish, StepLogger steps) {
        if (engine.images().has(wish.recipe().tag())) {
            return false;
        }
        buildOnce(wish.withDefaults(), steps);
        return true;
    }

    private void buildOnce(Build wish, StepLogger steps) {
        boolean wanted = isWanted(wish.options());
        if (!wanted && markExisting(wish.recipe())) {
            return;
        }
        try (FileLock _ = lock(wish.recipe(), steps)) {
            // Another kdn may have built it while this one waited.
            if (wanted || !markExisting(wish.recipe())) {
                markers.put(wish.recipe(), build(wish, steps));
            }
        }
    }

    private static boolean isWanted(BuildOptions options) {
        return options.rebuild() || options.pull();
    }

    /// Whether some kdn builds an image of that storage at this moment.
    static boolean isBuilding(Storage storage) {
        try (DirectoryStream<Path> locks =
                Files.newDirectoryStream(storage.root().resolve("locks"), LOCK + "*")) {
            for (Path file : locks) {
                Optional<FileLock> free = storage.tryPassingLock(String.valueOf(file.getFileName()));
                free.ifPresent(FileLock::close);
                if (free.isEmpty()) {
                    return true;
                }
            }
        } catch (IOException none) {
            return false;
        }
        return false;
    }

    private FileLock lock(ImageRecipe recipe, StepLogger steps) {
        String name = LOCK + recipe.hash();
        Optional<FileLock> free = storage.tryPassingLock(name);
        if (free.isPresent()) {
            return free.get();
        }
        return steps.step(
                "Waiting for another kdn that builds the image",
                "Image is free",
                () -> storage.passingLock(name, LOCK_LIMIT, "the image " + recipe.tag()));
    }

    private String build(Build wish, StepLogger steps) {
        engine.images().prepare(wish, steps);
        return steps.step("Building container image: " + wish.recipe().tag(), "Container image built", () -> {
            LastLines lines = new LastLines(steps::output);
            try {
                return engine.images().build(wish, lines);
            } catch (EngineException failure) {
                throw explained(wish.recipe(), failure, lines);
            }
        });
    }

    private EngineException explained(ImageRecipe recipe, EngineException failure, LastLines lines) {
        if (!engine.images().has(recipe.base())) {
            return new EngineException(
                    "base image not available: " + recipe.base() + "\n" + lines,
                    "name a base image that " + engine.name() + " can get as \"base\" in " + imageFile,
                    failure);
        }
        return new EngineException(
                "failed to build " + engine.name() + " image " + recipe.tag() + ": " + failure.getMessage()
                        + "\nThe last lines were:\n" + lines,
                "see the whole output with --show-logs",
                failure);
    }

    /// Marks the image if the engine has it.
    ///
    /// @return whether it has
    private boolean markExisting(ImageRecipe recipe) {
        Optional<String> id = engine.images().id(recipe.tag());
        id.ifPresent(found -> markers.put(recipe, found));
        return id.isPresent();
    }
}
