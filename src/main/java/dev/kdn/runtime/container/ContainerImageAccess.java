/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ImageRequest;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.runtime.container.EngineImages.Owner;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The images of this storage in an engine.
final class ContainerImageAccess implements ImageAccess {
    private final Storage storage;
    private final ContainerEngine engine;
    private final Supplier<ContainerImages> images;
    private final Supplier<ImagePlanning> planning;

    ContainerImageAccess(
            Storage storage,
            ContainerEngine engine,
            Supplier<ContainerImages> images,
            Supplier<ImagePlanning> planning) {
        this.storage = storage;
        this.engine = engine;
        this.images = images;
        this.planning = planning;
    }

    @Override
    public List<RuntimeImage> images() {
        Optional<String> storageId = storage.id();
        if (storageId.isEmpty()) {
            return List.of();
        }
        List<ListedImage> listed = engine.images().all(storageId.get());
        // After the images: whatever was made from them until then is seen.
        Map<String, String> used = listed.isEmpty() ? Map.of() : engine.images().used();
        List<RuntimeImage> found = new ArrayList<>();
        for (ListedImage image : listed) {
            found.add(image(image, used));
        }
        return found;
    }

    private static RuntimeImage image(ListedImage listed, Map<String, String> used) {
        Set<String> containers = new HashSet<>();
        used.forEach((container, image) -> {
            if (image.equals(listed.id())) {
                containers.add(container);
            }
        });
        return new RuntimeImage(
                listed.id(),
                listed.names().stream().filter(ImageRecipe::isTag).findFirst(),
                listed.names(),
                listed.names().stream().anyMatch(name -> !isOurs(name)),
                listed.labels().getOrDefault(KdnLabels.AGENT, ""),
                listed.bytes(),
                listed.created(),
                containers);
    }

    private static boolean isOurs(String name) {
        return ImageRecipe.isTag(name) || name.startsWith(ContainerCreation.ALIAS);
    }

    @Override
    public BuiltImage build(ImageRequest request, StepLogger steps) {
        ImagePlan plan = planning.get().plan(request.agent(), request.sources(), steps);
        Owner owner = new Owner(plan.storageId(), request.operationId());
        return images.get().ensure(new Build(plan.recipe(), request.build(), "", owner), steps);
    }

    @Override
    public boolean remove(RuntimeImage image, BooleanSupplier unneeded) {
        return images.get().remove(image, unneeded);
    }
}
