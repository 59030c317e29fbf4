/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.ImageRecipe;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Files that tell which images were built here, so that the usual case needs no question to the engine. A marker is
/// about one engine; when the user changes over to another one, it counts for nothing until it is written anew.
final class ImageMarkers {
    private static final String ENGINE = "endpoint";

    private final Storage storage;
    private final Path folder;
    private final Supplier<String> engine;

    /// @param folder `<S>/runtimes/<type>/images`
    /// @param engine the address of the engine, if its runtime works with several; else empty
    ImageMarkers(Storage storage, Path folder, Supplier<String> engine) {
        this.storage = storage;
        this.folder = folder;
        this.engine = engine;
    }

    boolean has(ImageRecipe recipe) {
        return engine.get().isEmpty()
                ? Files.exists(file(recipe.hash()))
                : read(recipe.hash()).isPresent();
    }

    /// The engine's id of the image, if it was learnt.
    Optional<String> id(String recipeHash) {
        return read(recipeHash).map(members -> members.getOrDefault("id", "")).filter(id -> !id.isEmpty());
    }

    private Optional<Map<String, String>> read(String recipeHash) {
        return FlatJson.read(file(recipeHash))
                .filter(members -> members.getOrDefault(ENGINE, "").equals(engine.get()));
    }

    void put(ImageRecipe recipe, String id) {
        storage.ensureFolder(folder);
        Map<String, String> members = new TreeMap<>(Map.of("image", recipe.tag(), "id", id));
        if (!engine.get().isEmpty()) {
            members.put(ENGINE, engine.get());
        }
        FlatJson.write(file(recipe.hash()), members);
    }

    void forget(String recipeHash) {
        AtomicFile.delete(file(recipeHash));
    }

    private Path file(String recipeHash) {
        return folder.resolve(recipeHash + ".json");
    }
}
