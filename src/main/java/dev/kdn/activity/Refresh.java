/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.Instance;
import dev.kdn.runtime.ProgramAccess.Look;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Brings the records of activities up to what is really so.
final class Refresh {
    private static final int AT_ONCE = 8;

    private final ActivityStore store;
    private final Places places;
    private final InstantSource clock;
    private final Consumer<String> warnings;

    /// @param warnings about workspaces that cannot be asked
    Refresh(ActivityStore store, Places places, InstantSource clock, Consumer<String> warnings) {
        this.store = store;
        this.places = places;
        this.clock = clock;
        this.warnings = warnings;
    }

    /// The same activities as they are now.
    ///
    /// @param workspaces all there are
    List<Activity> of(List<Activity> activities, List<Instance> workspaces) {
        Map<String, List<Activity>> open = new LinkedHashMap<>();
        for (Activity activity : activities) {
            if (!activity.state().isOver()) {
                open.computeIfAbsent(activity.workspaceId(), _ -> new ArrayList<>())
                        .add(activity);
            }
        }
        Map<String, Activity> changed = new HashMap<>();
        for (Answer answer : ask(open, workspaces)) {
            answer.warning().ifPresent(warnings);
            answer.activities().forEach(now -> changed.put(now.id(), now));
        }
        return activities.stream()
                .map(activity -> changed.getOrDefault(activity.id(), activity))
                .toList();
    }

    /// What came of asking one workspace.
    private record Answer(List<Activity> activities, Optional<String> warning) {}

    /// All at once, since each takes an engine its time.
    private List<Answer> ask(Map<String, List<Activity>> open, List<Instance> workspaces) {
        List<Callable<Answer>> questions = new ArrayList<>();
        open.forEach((workspaceId, its) -> {
            Optional<Instance> workspace = workspaces.stream()
                    .filter(known -> known.id().equals(workspaceId))
                    .findFirst();
            // One that is not in the list may have been lost from it; `prune` decides.
            workspace.ifPresent(known -> questions.add(() -> in(known, its)));
        });
        return questions.isEmpty()
                ? List.of()
                : questions.size() == 1 ? List.of(one(questions.getFirst())) : atOnce(questions);
    }

    private static Answer one(Callable<Answer> question) {
        try {
            return question.call();
        } catch (RuntimeException known) {
            throw known;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible); // a Callable of ours throws nothing else
        }
    }

    private static List<Answer> atOnce(List<Callable<Answer>> questions) {
        ExecutorService askers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("kdn-ask").factory());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : askers.invokeAll(questions)) {
                answers.add(one(answer::get));
            }
            return answers;
        } catch (InterruptedException e) {
            throw new CancelledException("cancelled while asking what runs", null, e);
        } finally {
            List<Runnable> _ = askers.shutdownNow();
        }
    }

    private Answer in(Instance workspace, List<Activity> activities) {
        try {
            Place place = places.of(workspace);
            return switch (places.state(place)) {
                case RUNNING -> new Answer(lookedOrStopped(place, activities), Optional.empty());
                case STOPPED, ERROR, OUT_OF_MEMORY -> new Answer(allGone(activities), Optional.empty());
                case PAUSED -> unknown(workspace, activities, "it is paused");
                case UNKNOWN -> unknown(workspace, activities, "its state is unknown");
            };
        } catch (NotFoundException gone) {
            return new Answer(allGone(activities), Optional.empty());
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException unknown) {
            return unknown(workspace, activities, String.valueOf(unknown.getMessage()));
        }
    }

    private static Answer unknown(Instance workspace, List<Activity> activities, String reason) {
        return new Answer(
                activities, Optional.of("cannot tell what runs in workspace " + workspace.name() + ": " + reason));
    }

    /// It may have been stopped since it was asked for its state.
    private List<Activity> lookedOrStopped(Place place, List<Activity> activities) {
        try {
            return looked(place, activities);
        } catch (UnavailableException stopped) {
            if (places.isRunning(place)) {
                throw stopped;
            }
            return allGone(activities);
        }
    }

    private List<Activity> looked(Place place, List<Activity> activities) {
        Map<Optional<String>, List<Activity>> byUser = new LinkedHashMap<>();
        activities.forEach(activity ->
                byUser.computeIfAbsent(activity.user(), _ -> new ArrayList<>()).add(activity));
        List<Activity> all = new ArrayList<>();
        byUser.forEach((user, its) -> {
            List<String> ids = its.stream()
                    .filter(activity -> !activity.attached())
                    .map(Activity::id)
                    .toList();
            Look look = place.programs()
                    .look(place.id(), user, ActivityScripts.ends(DetachedProgram.folder(place, user), ids));
            Map<String, Activity.End> ends = ends(look.output());
            its.forEach(activity -> all.add(seen(activity, look.alive(), ends)));
        });
        return all;
    }

    private static Map<String, Activity.End> ends(String lines) {
        Map<String, Activity.End> ends = new HashMap<>();
        lines.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                ends.put(line.substring(0, blank), ActivityEnd.parse(line.substring(blank + 1)));
            }
        });
        return ends;
    }

    private Activity seen(Activity activity, Set<String> alive, Map<String, Activity.End> ends) {
        Activity.End end = ends.get(activity.id());
        if (end != null) {
            return store.change(activity, now -> now.ended(end));
        }
        if (alive.contains(activity.token())) {
            return activity.state() == ActivityState.STARTING
                            && !activity.owner().isAlive()
                    ? store.change(activity, Activity::running)
                    : activity;
        }
        return gone(activity);
    }

    private List<Activity> allGone(List<Activity> activities) {
        return activities.stream().map(this::gone).toList();
    }

    /// Whoever waits for it knows better, and writes it down.
    private Activity gone(Activity activity) {
        boolean known = activity.attached() || activity.state() == ActivityState.STARTING;
        return known && activity.owner().isAlive()
                ? activity
                : store.change(activity, now -> now.gone(clock.instant()));
    }
}
