/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.stats;

import dev.kdn.activity.Activity;
import dev.kdn.error.KdnException;
import dev.kdn.instance.Instance;
import dev.kdn.runtime.ProgramUsage;
import dev.kdn.runtime.Usage;
import java.util.List;
import java.util.Optional;

/// What a workspace uses.
///
/// @param instance with its live state
/// @param usage absent unless it runs and could be measured
/// @param activities of which something lives, the oldest first
/// @param failure why a workspace that runs could not be measured
public record WorkspaceStats(
        Instance instance, Optional<Usage> usage, List<ActivityUsage> activities, Optional<KdnException> failure) {
    public WorkspaceStats {
        activities = List.copyOf(activities);
    }

    /// What an activity uses.
    public record ActivityUsage(Activity activity, ProgramUsage usage) {}

    static WorkspaceStats idle(Instance instance) {
        return new WorkspaceStats(instance, Optional.empty(), List.of(), Optional.empty());
    }

    static WorkspaceStats failed(Instance instance, KdnException reason) {
        return new WorkspaceStats(instance, Optional.empty(), List.of(), Optional.of(reason));
    }
}
