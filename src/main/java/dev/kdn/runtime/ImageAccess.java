/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.step.StepLogger;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The images that a runtime made for the workspaces of this storage; those of other storages never come up.
public interface ImageAccess {
    /// All of them, also those that were replaced by a newer build.
    ///
    /// @throws dev.kdn.error.UnavailableException if the engine cannot be asked
    List<RuntimeImage> images();

    /// Makes sure that the image is there which a workspace would be made from.
    BuiltImage build(ImageRequest request, StepLogger steps);

    /// Removes the image unless something stands on it, or somebody is building it.
    ///
    /// @param unneeded asked when nobody can begin to build the image any more; if it says no, the image stays
    /// @return whether it is gone
    boolean remove(RuntimeImage image, BooleanSupplier unneeded);
}
