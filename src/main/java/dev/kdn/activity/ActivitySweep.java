/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.KdnException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.PruneItem;
import dev.kdn.runtime.ProgramAccess.Look;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ends and forgets what has no reason to be there any more: programs whose kdn was killed while it waited for them,
/// what programs that are over left behind, records that are old, and records of nothing.
final class ActivitySweep {
    static final String ABANDONED = "abandoned program";
    static final String LEFT = "left-over program";
    static final String RECORD = "activity";
    static final String EMPTY = "activity without record";
    static final String DAMAGED = "damaged activity";

    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration OLD = Duration.ofDays(7);
    private static final int KEPT = 20;

    private final ActivityStore store;
    private final Places places;
    private final Activities.Collaborators with;

    ActivitySweep(ActivityStore store, Places places, Activities.Collaborators with) {
        this.store = store;
        this.places = places;
        this.with = with;
    }

    private static boolean isAbandoned(Activity activity) {
        return activity.attached()
                && !activity.state().isOver()
                && !activity.owner().isAlive();
    }

    /// Ends abandoned programs of a workspace, as many as two seconds allow.
    void quick(String workspaceId) {
        List<Activity> abandoned = store.of(workspaceId).stream()
                .filter(ActivitySweep::isAbandoned)
                .toList();
        if (abandoned.isEmpty()) {
            return;
        }
        Thread sweeper = Thread.ofPlatform().daemon().name("kdn-sweep").start(() -> abandoned.forEach(this::tryToEnd));
        try {
            boolean _ = sweeper.join(QUICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToEnd(Activity activity) {
        try {
            endAndRecord(activity);
        } catch (KdnException later) {
            // `prune` tells.
        }
    }

    private void endAndRecord(Activity activity) {
        end(activity);
        Activity _ = store.change(activity, now -> now.toEnd().gone(with.clock().instant()));
    }

    private void end(Activity activity) {
        Optional<Place> place = place(activity);
        if (place.isPresent() && places.isRunning(place.get())) {
            var _ = place.get()
                    .programs()
                    .end(place.get().id(), activity.user(), Set.of(activity.token()), "TERM", GRACE);
        }
    }

    private Optional<Place> place(Activity activity) {
        return workspaces().stream()
                .filter(known -> known.id().equals(activity.workspaceId()))
                .findFirst()
                .map(places::of);
    }

    private List<Instance> workspaces() {
        return with.manager().get().stored();
    }

    /// What there is to do.
    ///
    /// @param kept ids of workspaces that there are, or may be; empty if that may be any
    List<PruneItem> items(Optional<Set<String>> kept, StepLogger steps) {
        List<PruneItem> items = new ArrayList<>();
        for (Path file : store.damaged()) {
            items.add(new PruneItem(DAMAGED, "", file.toString(), file.toString(), ""));
        }
        for (String id : store.empty(with.clock().instant())) {
            items.add(new PruneItem(EMPTY, "", id, id, ""));
        }
        List<Activity> all = new Refresh(store, places, with.clock(), steps::warn).of(store.all(), workspaces());
        Set<String> alive = leftAlive(all, steps);
        Map<String, Integer> ended = new HashMap<>();
        for (Activity activity : all.reversed()) {
            if (kept.isPresent() && !kept.get().contains(activity.workspaceId())) {
                items.add(item(RECORD, activity));
            } else if (isAbandoned(activity)) {
                items.add(item(ABANDONED, activity));
            } else if (activity.state().isOver()) {
                if (alive.contains(activity.token())) {
                    items.add(item(LEFT, activity));
                }
                int number = ended.merge(activity.workspaceId(), 1, Integer::sum);
                if (number > KEPT && isOld(activity)) {
                    items.add(item(RECORD, activity));
                }
            }
        }
        return items;
    }

    private boolean isOld(Activity activity) {
        return activity.end()
                .filter(end -> end.time().isBefore(with.clock().instant().minus(OLD)))
                .isPresent();
    }

    private static PruneItem item(String kind, Activity activity) {
        return new PruneItem(kind, "", activity.id(), activity.name(), activity.workspaceId());
    }

    /// Tokens of what lives although its activity is over.
    private Set<String> leftAlive(List<Activity> all, StepLogger steps) {
        Set<String> alive = new HashSet<>();
        for (Instance workspace : workspaces()) {
            Set<Optional<String>> users = new HashSet<>();
            for (Activity activity : all) {
                if (activity.workspaceId().equals(workspace.id())
                        && activity.state().isOver()) {
                    users.add(activity.user());
                }
            }
            for (Optional<String> user : users) {
                alive.addAll(alive(workspace, user, steps));
            }
        }
        return alive;
    }

    private Set<String> alive(Instance workspace, Optional<String> user, StepLogger steps) {
        try {
            Place place = places.of(workspace);
            if (!places.isRunning(place)) {
                return Set.of();
            }
            Look look = place.programs().look(place.id(), user, List.of("true"));
            return look.alive();
        } catch (dev.kdn.error.CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException unknown) {
            steps.warn("cannot tell what programs left in workspace " + workspace.name() + ": " + unknown.getMessage());
            return Set.of();
        }
    }

    void remove(PruneItem item) {
        switch (item.kind()) {
            case DAMAGED -> store.quarantine(Path.of(item.id()));
            case ABANDONED -> store.find(item.id()).ifPresent(this::endAndRecord);
            case LEFT -> store.find(item.id()).ifPresent(this::end);
            case EMPTY -> store.deleteFolder(item.id());
            default -> store.find(item.id()).ifPresent(store::delete);
        }
    }
}
