/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.step.StepLogger;
import java.util.Optional;

/// The operations on the images of this storage.
public final class Images {
    private final Collaborators with;

    public Images(Collaborators collaborators) {
        this.with = collaborators;
    }

    /// The images of all runtimes, or of one. A runtime that does not answer keeps the others from nothing.
    ///
    /// @throws dev.kdn.error.UnavailableException if none of those that are to be asked answers
    public ImageListing list(Optional<String> runtime, StepLogger steps) {
        return new ImageList(with).list(runtime, steps);
    }

    /// Makes sure that the image is there which [InstanceManager#add] would use. When that fails, nothing is left.
    public BuiltImage build(ImageWish wish, StepLogger steps) {
        return new ImageBuild(with).build(wish, steps);
    }

    /// Removes what no workspace and no container uses.
    ///
    /// @param dryRun only tell what would be removed
    public PruneReport prune(Optional<String> runtime, boolean dryRun, StepLogger steps) {
        return new ImagePrune(with, dryRun).run(runtime, steps);
    }
}
