/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
    private final Map<String, String> environment;

    /// @param imageFile the user's image.json, for messages
    /// @param environment the user's, for proxies
    ContainerImages(
            Storage storage,
            ContainerEngine engine,
            ImageMarkers markers,
            Path imageFile,
            Map<String, String> environment) {
        this.storage = storage;
        this.engine = engine;
        this.markers = markers;
        this.imageFile = imageFile;
        this.environment = environment;
    }

    /// Makes sure, as far as a marker can tell, that the image is there.
    void provide(Build wish, StepLogger steps) {
        if (isWanted(wish.options()) || !markers.has(wish.recipe())) {
            BuiltImage _ = ensure(wish, steps);
        }
    }

    /// Builds the image again if it is gone.
    ///
    /// @return whether it was gone
    boolean restore(Build wish, StepLogger steps) {
        if (engine.images().has(wish.recipe().tag())) {
            return false;
        }
        BuiltImage _ = ensure(wish.withDefaults(), steps);
        return true;
    }

    /// Makes sure, by asking the engine, that the image is there.
    BuiltImage ensure(Build wish, StepLogger steps) {
        boolean wanted = isWanted(wish.options());
        Optional<BuiltImage> existing = wanted ? Optional.empty() : existing(wish.recipe());
        if (existing.isPresent()) {
            return existing.get();
        }
        try (FileLock _ = lock(wish.recipe(), steps)) {
            // Another kdn may have built it while this one waited.
            existing = wanted ? Optional.empty() : existing(wish.recipe());
            return existing.orElseGet(() -> marked(wish.recipe(), build(wish, steps), true));
        }
    }

    /// See [dev.kdn.runtime.ImageAccess#remove].
    boolean remove(RuntimeImage image, BooleanSupplier unneeded) {
        if (image.tag().isEmpty()) {
            return removeHeld(image, unneeded);
        }
        String hash = ImageRecipe.hashOf(image.tag().get());
        Optional<FileLock> free = storage.tryPassingLock(lockName(hash));
        if (free.isEmpty()) {
            return false; // it is being built
        }
        try (FileLock _ = free.get()) {
            return removeHeld(image, unneeded);
        }
    }

    /// Engines refuse to remove what a container stands on, but not to take names away.
    private boolean removeHeld(RuntimeImage image, BooleanSupplier unneeded) {
        if (!unneeded.getAsBoolean() || engine.images().used().containsValue(image.id())) {
            return false;
        }
        // The marker first: without it a later kdn asks the engine, with it one would have to fail first.
        image.tag().map(ImageRecipe::hashOf).ifPresent(markers::forget);
        List<String> names = new ArrayList<>(image.names());
        image.tag()
                .ifPresent(
                        tag -> { // last, so that a removal that was broken off leaves an image with its tag
                            names.remove(tag);
                            names.add(tag);
                        });
        for (String name : names) {
            if (engine.images().id(name).equals(Optional.of(image.id()))) {
                engine.images().untag(name);
            }
        }
        if (names.isEmpty()) {
            engine.images().remove(image.id());
        }
        return true;
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
        String name = lockName(recipe.hash());
        Optional<FileLock> free = storage.tryPassingLock(name);
        if (free.isPresent()) {
            return free.get();
        }
        return steps.step(
                "Waiting for another kdn that builds the image",
                "Image is free",
                () -> storage.passingLock(name, LOCK_LIMIT, "the image " + recipe.tag()));
    }

    private static String lockName(String hash) {
        return LOCK + hash;
    }

    private String build(Build asked, StepLogger steps) {
        Build wish = asked.behind(new ProxyVariables(environment, _ -> {}).forBuild());
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
    private Optional<BuiltImage> existing(ImageRecipe recipe) {
        return engine.images().id(recipe.tag()).map(id -> marked(recipe, id, false));
    }

    private BuiltImage marked(ImageRecipe recipe, String id, boolean builtNow) {
        markers.put(recipe, id);
        return new BuiltImage(recipe.tag(), id, recipe.hash(), builtNow);
    }
}
