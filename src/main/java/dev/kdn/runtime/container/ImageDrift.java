/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.ImageConfigurationFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Notices that a container was made from what is out of date by now; costs no call of the engine.
final class ImageDrift {
    private static final String RECIPE = "recipe";
    private static final String IMAGE = "image";
    private static final String AGENT = "agent";
    private static final String FILES = "image configuration";

    private final ContainerRecords records;
    private final ImageMarkers markers;
    private final ImageConfigurationFiles files;

    ImageDrift(ContainerRecords records, ImageMarkers markers, ImageConfigurationFiles files) {
        this.records = records;
        this.markers = markers;
        this.files = files;
    }

    /// What to remember of a container that is made now.
    Map<String, String> origin(String recipe, String agent) {
        Map<String, String> origin = new HashMap<>(Map.of(RECIPE, recipe, AGENT, agent));
        markers.id(recipe).ifPresent(id -> origin.put(IMAGE, id));
        origin.put(FILES, files.digest(agent));
        return origin;
    }

    /// What is different now, in words.
    Optional<String> since(String containerId) {
        Map<String, String> origin = records.all(containerId);
        String recipe = origin.getOrDefault(RECIPE, "");
        String agent = origin.getOrDefault(AGENT, "");
        if (recipe.isEmpty() || agent.isEmpty()) {
            return Optional.empty(); // made by an older kdn
        }
        if (!files.digest(agent).equals(origin.get(FILES))) {
            return Optional.of("the image configuration in " + files.folder() + " has changed");
        }
        Optional<String> image = markers.id(recipe);
        return image.isPresent() && !image.get().equals(origin.getOrDefault(IMAGE, image.get()))
                ? Optional.of("its image was built anew")
                : Optional.empty();
    }
}
