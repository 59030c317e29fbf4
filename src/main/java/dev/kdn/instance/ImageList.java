/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.ImageListing.Item;
import dev.kdn.instance.ImageListing.Trouble;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lists images with who uses them.
final class ImageList {
    private final Collaborators with;
    private final ImageRuntimes runtimes;

    ImageList(Collaborators with) {
        this.with = with;
        this.runtimes = new ImageRuntimes(with);
    }

    ImageListing list(Optional<String> wished, StepLogger steps) {
        List<Instance> instances = with.store().read();
        List<Item> items = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        Optional<KdnException> failure = Optional.empty();
        List<String> types = runtimes.types(wished, instances);
        for (String type : types) {
            try {
                items.addAll(items(type, ImageRuntimes.of(type, instances)));
            } catch (CancelledException e) {
                throw e;
            } catch (KdnException e) {
                troubles.add(new Trouble(type, e.getMessage()));
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent() && troubles.size() == types.size()) {
            throw failure.get();
        }
        troubles.forEach(
                trouble -> steps.warn("images of " + trouble.runtime() + " are not in the list: " + trouble.reason()));
        return new ImageListing(items, troubles);
    }

    private List<Item> items(String type, List<Instance> instances) {
        List<RuntimeImage> images = new ArrayList<>(
                runtimes.find(type).map(access -> access.images()).orElse(List.of()));
        // Those without a tag last, the newest of them first.
        images.sort(Comparator.comparing((RuntimeImage image) -> image.tag().isEmpty())
                .thenComparing(image -> image.tag().orElse(""))
                .thenComparing(RuntimeImage::created, Comparator.reverseOrder()));
        ImageUsers users = new ImageUsers(instances);
        return images.stream()
                .map(image -> new Item(type, image, users.of(image, images)))
                .toList();
    }
}
