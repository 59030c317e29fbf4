/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.activity.Activities.Listed;
import dev.kdn.activity.Activity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The words by which recorded activities can be called.
public final class ActivityWords {
    private final Supplier<List<Listed>> recorded;

    /// Words of the activities in the storage.
    ///
    /// @param recorded records without asking any workspace, the oldest first
    public ActivityWords(Supplier<List<Listed>> recorded) {
        this.recorded = recorded;
    }

    /// The name of each activity that qualifies, or `WORKSPACE/NAME` where several workspaces have one of that name,
    /// unless it is typed already. Of several of one name in a workspace only the one that it stands for counts.
    ///
    /// @param partial what is typed of the word
    Proposal proposal(Predicate<Activity> qualifies, List<String> typed, String partial) {
        Map<String, Integer> workspacesOf = new LinkedHashMap<>();
        Map<String, Listed> meant = meant();
        meant.values().forEach(listed -> workspacesOf.merge(listed.activity().name(), 1, Integer::sum));
        List<Candidate> candidates = new ArrayList<>();
        meant.forEach((full, listed) -> {
            Activity activity = listed.activity();
            boolean known = typed.contains(full) || typed.contains(activity.name()) || typed.contains(activity.id());
            if (!known && qualifies.test(activity)) {
                boolean alone = workspacesOf.getOrDefault(activity.name(), 0) == 1 && partial.indexOf('/') < 0;
                candidates.add(new Candidate(
                        alone ? activity.name() : full,
                        activity.summary() + ", " + activity.state().text() + " in " + listed.workspace()));
            }
        });
        return new Proposal(candidates, Proposal.Directive.NO_FILES);
    }

    /// By `WORKSPACE/NAME`: what lives, else what came last.
    private Map<String, Listed> meant() {
        Map<String, Listed> meant = new LinkedHashMap<>();
        for (Listed listed : recorded.get()) {
            meant.merge(
                    listed.workspace() + "/" + listed.activity().name(),
                    listed,
                    (before, later) -> before.activity().state().isOver()
                                    || !later.activity().state().isOver()
                            ? later
                            : before);
        }
        return meant;
    }
}
