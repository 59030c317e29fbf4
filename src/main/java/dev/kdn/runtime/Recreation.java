/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.step.StepLogger;

/// Puts a new instance in the place of an old one in two steps, between which the caller records which of the two is
/// the workspace's. Whoever is not on record can then be removed at any time, so that nothing is lost on the way.
public interface Recreation {
    /// Refuses what cannot be made anew, before anything is touched.
    ///
    /// @throws dev.kdn.error.NotFoundException if it is known by now that there is no such instance
    /// @throws dev.kdn.error.RefusedException if it is another program that has to make it anew
    void check(String id);

    /// Gets from the user what a start of the new instance needs and, as far as possible, what one of the old instance
    /// would need if all is taken back. Called before a running one is touched.
    ///
    /// @throws dev.kdn.error.KdnException if the new one could not be started
    default void prepareStart(String oldId, CreateRequest request) {}

    /// Makes an instance beside the old one, which is not running and stays as it is.
    ///
    /// @return the new one, state `stopped`
    RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps);

    /// Makes that instance the only one of its workspace: removes every other one and gives it the workspace's name.
    /// Does nothing where that is so already.
    ///
    /// @return the kept one
    RuntimeInfo keepOnly(String id, String workspaceId);
}
