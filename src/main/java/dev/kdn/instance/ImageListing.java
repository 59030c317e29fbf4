/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.RuntimeImage;
import java.util.List;

/// The images of this storage, as far as runtimes have told.
///
/// @param troubles runtimes that did not answer
public record ImageListing(List<Item> items, List<Trouble> troubles) {
    public ImageListing {
        items = List.copyOf(items);
        troubles = List.copyOf(troubles);
    }

    /// An image and who uses it.
    ///
    /// @param runtime its type
    public record Item(String runtime, RuntimeImage image, List<User> users) {
        public Item {
            users = List.copyOf(users);
        }

        /// Whether anything stands on it, workspace or not.
        public boolean isUsed() {
            return !users.isEmpty() || !image.containers().isEmpty();
        }
    }

    /// A workspace that uses an image.
    public record User(String id, String name) {}

    /// A runtime that did not answer.
    public record Trouble(String runtime, String reason) {}
}
