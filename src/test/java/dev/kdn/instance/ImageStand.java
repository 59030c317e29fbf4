/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.KdnException;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ImageRequest;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.step.StepLogger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The fake runtime with the images that a test wants.
final class ImageStand extends MeddledRuntime implements ImageAccess {
    final List<RuntimeImage> images = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    final List<ImageRequest> requests = new ArrayList<>();
    Runnable duringBuild = () -> {};
    Runnable beforeRemoval = () -> {};
    Optional<KdnException> trouble = Optional.empty();

    ImageStand(ManagerFixture fixture) {
        super(fixture, () -> {});
        fixture.runtimes.clear();
        fixture.runtimes.add(entry());
    }

    /// An image that nothing uses and that has the name of kdn's only; without a tag if that is empty.
    RuntimeImage add(String id, String tag, String... containers) {
        List<String> names = tag.isEmpty() ? List.of() : List.of(tag);
        RuntimeImage image = new RuntimeImage(
                id, names.stream().findFirst(), names, false, "shell", 7, Instant.EPOCH, Set.of(containers));
        images.add(image);
        return image;
    }

    @Override
    public RuntimeCapabilities capabilities() {
        return super.capabilities().with(ImageAccess.class, this);
    }

    @Override
    public List<RuntimeImage> images() {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return List.copyOf(images);
    }

    @Override
    public BuiltImage build(ImageRequest request, StepLogger steps) {
        requests.add(request);
        duringBuild.run();
        return new BuiltImage("tag", "id", "hash", true);
    }

    @Override
    public boolean remove(RuntimeImage image, BooleanSupplier unneeded) {
        beforeRemoval.run();
        if (!unneeded.getAsBoolean()) {
            return false;
        }
        removed.add(image.id());
        return images.remove(image);
    }
}
