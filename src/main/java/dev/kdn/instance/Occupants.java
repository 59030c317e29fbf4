/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.step.StepLogger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What lives in workspaces, as far as their own life has to care for it.
public interface Occupants {
    /// Nobody anywhere.
    Occupants NONE = new Occupants() {
        @Override
        public void end(Instance instance, StepLogger steps) {}

        @Override
        public List<String> lasting(Instance instance) {
            return List.of();
        }

        @Override
        public void forget(String workspaceId) {}

        @Override
        public void sweep(String workspaceId) {}

        @Override
        public List<PruneItem> leftovers(Optional<Set<String>> kept, StepLogger steps) {
            return List.of();
        }

        @Override
        public void remove(PruneItem item) {}
    };

    /// Ends all of it and keeps what it had to say, before a workspace that runs is stopped.
    void end(Instance instance, StepLogger steps);

    /// Names of what lives in the workspace now and is meant to outlive kdn.
    List<String> lasting(Instance instance);

    /// Drops the records of a workspace that is no more.
    void forget(String workspaceId);

    /// Ends what has no reason to live any more in a workspace, within two seconds; what cannot be done is left for
    /// `prune`.
    void sweep(String workspaceId);

    /// What nobody needs any more, after having settled what could be settled.
    ///
    /// @param kept ids of the workspaces that there are, or may be; empty if that may be any
    List<PruneItem> leftovers(Optional<Set<String>> kept, StepLogger steps);

    /// Removes one of [#leftovers].
    void remove(PruneItem item);
}
