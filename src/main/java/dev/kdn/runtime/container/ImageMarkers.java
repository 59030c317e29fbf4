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

/// Files that tell which images were built here, so that the usual case needs no question to the engine.
final class ImageMarkers {
    private final Storage storage;
    private final Path folder;

    /// @param folder `<S>/runtimes/<type>/images`
    ImageMarkers(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    boolean has(ImageRecipe recipe) {
        return Files.exists(file(recipe.hash()));
    }

    /// The engine's id of the image, if it was learnt.
    Optional<String> id(String recipeHash) {
        return FlatJson.read(file(recipeHash))
                .map(members -> members.getOrDefault("id", ""))
                .filter(id -> !id.isEmpty());
    }

    void put(ImageRecipe recipe, String id) {
        storage.ensureFolder(folder);
        FlatJson.write(file(recipe.hash()), new TreeMap<>(Map.of("image", recipe.tag(), "id", id)));
    }

    void forget(String recipeHash) {
        AtomicFile.delete(file(recipeHash));
    }

    private Path file(String recipeHash) {
        return folder.resolve(recipeHash + ".json");
    }
}
