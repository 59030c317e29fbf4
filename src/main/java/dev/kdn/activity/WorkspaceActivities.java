/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.Occupants;
import dev.kdn.instance.PruneItem;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.TemporaryFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the life of workspaces has to do with the activities in them.
final class WorkspaceActivities implements Occupants {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration KEEPING = Duration.ofMinutes(1);

    private final ActivityStore store;
    private final Places places;
    private final Activities.Collaborators with;

    WorkspaceActivities(ActivityStore store, Places places, Activities.Collaborators with) {
        this.store = store;
        this.places = places;
        this.with = with;
    }

    @Override
    public void end(Instance instance, StepLogger steps) {
        List<Activity> all = store.of(instance.id());
        if (all.isEmpty()) {
            return;
        }
        Place place = places.of(instance);
        if (!places.isRunning(place)) {
            return;
        }
        List<Activity> living = refreshed(all, instance, steps).stream()
                .filter(activity -> !activity.state().isOver())
                .toList();
        if (!living.isEmpty()) {
            String what = living.size() == 1 ? "1 activity" : living.size() + " activities";
            steps.step("Ending " + what, "Ended " + what, () -> end(place, living, steps));
        }
        keepLogs(place, all, steps);
    }

    private void end(Place place, List<Activity> living, StepLogger steps) {
        living.forEach(activity -> store.change(activity, Activity::toEnd));
        byUser(living).forEach((user, tokens) -> {
            ProgramAccess.End end = place.programs().end(place.id(), user, tokens, "TERM", GRACE);
            if (end == ProgramAccess.End.ALIVE) {
                steps.warn("something in workspace " + place.instance().name() + " is still alive after a kill");
            }
        });
        List<Activity> _ = refreshed(living, place.instance(), steps);
    }

    private static Map<Optional<String>, Set<String>> byUser(List<Activity> activities) {
        Map<Optional<String>, Set<String>> tokens = new LinkedHashMap<>();
        activities.forEach(activity -> tokens.computeIfAbsent(activity.user(), _ -> new LinkedHashSet<>())
                .add(activity.token()));
        return tokens;
    }

    private List<Activity> refreshed(List<Activity> activities, Instance instance, StepLogger steps) {
        return new Refresh(store, places, with.clock(), steps::warn).of(activities, List.of(instance));
    }

    /// A workspace that is stopped shows nothing, and one that is made anew has lost it. What cannot be kept stays
    /// where it is.
    private void keepLogs(Place place, List<Activity> all, StepLogger steps) {
        Map<Optional<String>, Map<String, Activity>> ids = new LinkedHashMap<>();
        for (Activity activity : all) {
            if (!activity.attached() && !Files.exists(store.logFile(activity))) {
                ids.computeIfAbsent(activity.user(), _ -> new LinkedHashMap<>()).put(activity.id(), activity);
            }
        }
        ids.forEach((user, its) -> {
            try {
                keep(place, user, its);
            } catch (CancelledException cancelled) {
                throw cancelled;
            } catch (KdnException | IOException e) {
                steps.warn("the logs of " + place.instance().name()
                        + " can be read only while it runs, since they could not be kept: " + e.getMessage());
            }
        });
    }

    private void keep(Place place, Optional<String> user, Map<String, Activity> ids) throws IOException {
        String folder = DetachedProgram.folder(place, user);
        Path printed =
                TemporaryFiles.nameFor(store.logFile(ids.values().iterator().next()));
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(printed));
                    OutputStream out = KeptLog.bounded(file, ids.size())) {
                ProgramEnd end = run(place, user, LogScripts.keep(folder, List.copyOf(ids.keySet())), out);
                if (!end.succeeded()) {
                    throw new IOException(end.complaint());
                }
            }
            List<String> kept = KeptLog.split(printed, ids, store);
            if (!kept.isEmpty()) {
                ProgramEnd _ = run(place, user, ActivityScripts.remove(folder, kept), OutputStream.nullOutputStream());
            }
        } finally {
            AtomicFile.delete(printed);
        }
    }

    private static ProgramEnd run(Place place, Optional<String> user, List<String> argv, OutputStream out) {
        return place.programs()
                .connected(ProgramRequest.of(place.id(), argv).as(user), ProgramStreams.to(out), KEEPING);
    }

    @Override
    public List<String> lasting(Instance instance) {
        List<Activity> lasting = store.of(instance.id()).stream()
                .filter(activity -> !activity.attached() && !activity.state().isOver())
                .toList();
        return new Refresh(store, places, with.clock(), _ -> {})
                .of(lasting, List.of(instance)).stream()
                        .filter(activity -> !activity.state().isOver())
                        .map(Activity::name)
                        .toList();
    }

    @Override
    public void forget(String workspaceId) {
        store.of(workspaceId).forEach(store::delete);
    }

    @Override
    public void sweep(String workspaceId) {
        new ActivitySweep(store, places, with).quick(workspaceId);
    }

    @Override
    public List<PruneItem> leftovers(Optional<Set<String>> kept, StepLogger steps) {
        return new ActivitySweep(store, places, with).items(kept, steps);
    }

    @Override
    public void remove(PruneItem item) {
        new ActivitySweep(store, places, with).remove(item);
    }
}
