/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.instance.ImageListing.User;
import dev.kdn.runtime.RuntimeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells which workspaces use which image of a runtime.
final class ImageUsers {
    private static final String IMAGE_NAME = "image_name";

    private final List<Instance> instances;

    /// @param instances of that runtime
    ImageUsers(List<Instance> instances) {
        this.instances = instances;
    }

    /// The workspaces in the order of the records.
    List<User> of(RuntimeImage image, List<RuntimeImage> all) {
        List<User> users = new ArrayList<>();
        for (Instance instance : instances) {
            if (used(instance, all).filter(image::equals).isPresent()) {
                users.add(new User(instance.id(), instance.name()));
            }
        }
        return users;
    }

    /// What its container stands on, which may be older than what has that name by now; where there is no container,
    /// what it was made from by name.
    private static Optional<RuntimeImage> used(Instance instance, List<RuntimeImage> all) {
        for (RuntimeImage image : all) {
            if (image.containers().contains(instance.runtime().instanceId())) {
                return Optional.of(image);
            }
        }
        String name = instance.runtime().info().getOrDefault(IMAGE_NAME, "");
        return all.stream().filter(image -> image.names().contains(name)).findFirst();
    }
}
