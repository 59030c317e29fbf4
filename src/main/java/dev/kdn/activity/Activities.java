/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.StorageException;
import dev.kdn.error.TimedOutException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.process.SignalName;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The operations on activities. A reference is an id, `WORKSPACE/NAME`, a name, or the beginning of an id.
public final class Activities {
    private final Collaborators with;
    private final ActivityStore store;
    private final Places places;
    private final Preparation preparation;

    public Activities(Collaborators collaborators) {
        this.with = collaborators;
        this.store = new ActivityStore(collaborators.storage());
        this.places = new Places(collaborators.manager());
        this.preparation = new Preparation(store, collaborators);
    }

    /// What the operations need.
    ///
    /// @param self the process that owns what it waits for
    /// @param environment what kdn was started with
    public record Collaborators(
            Storage storage,
            Supplier<InstanceManager> manager,
            Supplier<ProcessIdentity> self,
            Cancellation cancellation,
            InstantSource clock,
            Map<String, String> environment) {}

    /// Runs a program with kdn's own streams in a workspace, which is started unless it runs, and waits for its end.
    ///
    /// @return its exit code
    /// @throws TimedOutException if it was ended at its limit
    public int run(ProgramWish wish, StepLogger steps) {
        wish.check();
        Begun begun = begin(wish, true, steps);
        Place place = begun.place();
        Activity activity = begun.activity();
        steps.complete();
        ForegroundProgram program = new ForegroundProgram(place, activity, with.cancellation());
        OptionalInt code = OptionalInt.empty();
        boolean asked = false;
        try {
            String script = wish.environment().script();
            ProgramRequest request = preparation.request(
                    place, wish, activity, script.isEmpty() ? wish.argv() : ActivityScripts.foreground(wish.argv()));
            asked = true;
            code = OptionalInt.of(program.run(request, wish));
            return code.getAsInt();
        } catch (TimedOutException | CancelledException ended) {
            note(activity, Activity::toEnd, steps);
            throw ended;
        } finally {
            if (!asked || program.isGone()) { // else it stays for a sweep
                Activity.End end = new Activity.End(with.clock().instant(), code, false);
                note(activity, now -> now.ended(end), steps);
            }
        }
    }

    /// What the program came to counts more than its record.
    private void note(Activity activity, UnaryOperator<Activity> change, StepLogger steps) {
        try {
            Activity _ = store.change(activity, change);
        } catch (StorageException | ConflictException e) {
            steps.warn("the end of activity " + activity.name() + " is not on record: " + e.getMessage());
        }
    }

    /// Starts a program that outlives kdn in a workspace, which is started unless it runs.
    ///
    /// @param port that it has to listen on before this returns
    /// @throws TimedOutException if it does not listen in time; it goes on
    public Detached detach(ProgramWish wish, OptionalInt port, StepLogger steps) {
        wish.check();
        Begun begun = begin(wish, false, steps);
        Place place = begun.place();
        Activity activity = begun.activity();
        DetachedProgram program = new DetachedProgram(place, activity);
        boolean asked = false;
        try {
            ProgramRequest request = preparation.request(place, wish, activity, wish.argv());
            asked = true;
            Optional<DetachedProgram.NotRun> failed = program.start(request);
            if (failed.isPresent()) {
                Activity _ =
                        store.change(activity, now -> now.ended(failed.get().end()));
                return new Detached(
                        store.change(activity, now -> now),
                        Optional.of(failed.get().words()));
            }
        } catch (KdnException failure) {
            if (!asked || program.isGone()) {
                store.delete(activity);
                throw ProgramFailures.unlimited(failure);
            }
            throw ProgramFailures.unclear(activity, failure);
        }
        Activity running = store.change(activity, Activity::running);
        if (port.isPresent()) {
            new PortWait(place, running).await(port.getAsInt(), wish.limit());
        }
        return new Detached(running, Optional.empty());
    }

    /// An activity on record, in a workspace that runs.
    private record Begun(Place place, Activity activity) {}

    /// What needs no engine is done while that is asked.
    private Begun begin(ProgramWish wish, boolean attached, StepLogger steps) {
        StateQuestion question = places.ask(wish.workspace());
        new ActivitySweep(store, places, with).quick(question.place().instance().id());
        Activity activity = preparation.record(question.place(), wish, attached);
        try {
            return new Begun(places.running(question, steps), activity);
        } catch (KdnException failure) {
            store.delete(activity);
            throw ProgramFailures.unlimited(failure);
        }
    }

    /// A program that outlives kdn.
    ///
    /// @param notRun why it did not even begin, if there is no such program or it cannot be executed
    public record Detached(Activity activity, Optional<String> notRun) {}

    /// The activities of a workspace, or of all, as they are now; the oldest first.
    ///
    /// @param all also those that are over
    public List<Listed> list(Optional<String> workspace, boolean all, StepLogger steps) {
        List<Instance> workspaces = with.manager().get().stored();
        Optional<String> wanted =
                workspace.map(reference -> with.manager().get().get(reference).id());
        List<Activity> open = store.all().stream()
                .filter(activity -> wanted.isEmpty() || activity.workspaceId().equals(wanted.get()))
                .toList();
        return refresh(steps).of(open, workspaces).stream()
                .filter(activity -> all || !activity.state().isOver())
                .map(activity -> new Listed(activity, name(activity, workspaces)))
                .toList();
    }

    /// All activities as last recorded, the oldest first; nobody is asked.
    public List<Listed> recorded() {
        List<Instance> workspaces = with.manager().get().stored();
        return store.all().stream()
                .map(activity -> new Listed(activity, name(activity, workspaces)))
                .toList();
    }

    /// Names of the signals that [#kill] may begin with.
    public static List<String> signals() {
        return SignalName.all();
    }

    /// The name of a signal that a user calls `sigterm`, `TERM` or `15`.
    ///
    /// @throws dev.kdn.error.InvalidInputException if it is none of [#signals]
    public static String signal(String text) {
        return SignalName.of(text);
    }

    /// An activity and the name of its workspace.
    public record Listed(Activity activity, String workspace) {}

    private static String name(Activity activity, List<Instance> workspaces) {
        return workspaces.stream()
                .filter(known -> known.id().equals(activity.workspaceId()))
                .map(Instance::name)
                .findFirst()
                .orElse(activity.workspaceId());
    }

    /// The activity, as last recorded.
    public Activity get(String reference) {
        return new ActivityReference(store.all(), with.manager().get().stored()).resolve(reference);
    }

    /// The activity as it is now.
    Activity now(Activity activity, StepLogger steps) {
        return refresh(steps)
                .of(List.of(activity), with.manager().get().stored())
                .getFirst();
    }

    /// Waits for the end of an activity.
    ///
    /// @param limit how long; empty for ever
    /// @throws TimedOutException if it is not over then; it goes on
    public Activity await(String reference, Optional<Duration> limit, StepLogger steps) {
        return new ActivityWait(places, with.manager(), one -> now(one, steps)).await(get(reference), limit);
    }

    /// Ends an activity: the signal, the grace, then a kill. One that is over is left as it is.
    ///
    /// @param signal one of [#signals]
    /// @return how it ended
    /// @throws dev.kdn.error.ConflictException if something of it is still there
    public Activity kill(String reference, String signal, Duration grace, StepLogger steps) {
        Activity activity = now(get(reference), steps);
        if (activity.state().isOver()) {
            return activity;
        }
        Place place = places.of(with.manager().get().get(activity.workspaceId()));
        return new ActivityKill(store, place, one -> now(one, steps)).end(activity, signal, grace);
    }

    /// The log of an activity that outlives kdn.
    public ActivityLog log(String reference, StepLogger steps) {
        Activity activity = now(get(reference), steps);
        return new ActivityLog(activity, store.logFile(activity), places, with.manager());
    }

    /// What the life of workspaces has to know of activities.
    public WorkspaceActivities occupants() {
        return new WorkspaceActivities(store, places, with);
    }

    private Refresh refresh(StepLogger steps) {
        return new Refresh(store, places, with.clock(), steps::warn);
    }
}
