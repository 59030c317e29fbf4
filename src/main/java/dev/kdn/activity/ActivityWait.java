/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.InstanceManager;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Waits for the ends of activities.
final class ActivityWait {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration TO_SETTLE = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 200;

    private final Places places;
    private final Supplier<InstanceManager> manager;
    private final UnaryOperator<Activity> now;

    /// @param now an activity as it is now
    ActivityWait(Places places, Supplier<InstanceManager> manager, UnaryOperator<Activity> now) {
        this.places = places;
        this.manager = manager;
        this.now = now;
    }

    Activity await(Activity activity, Optional<Duration> limit) {
        long end = System.nanoTime() + limit.orElse(FOR_EVER).toNanos();
        Activity seen = now.apply(activity);
        while (!seen.state().isOver()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                throw new TimedOutException(
                        activity.name() + " is not over in that time; it goes on",
                        "end it with 'kdn kill " + activity.shortId() + "'");
            }
            if (activity.attached()) {
                pause(Math.min(PAUSE_MILLIS, left.toMillis() + 1));
            } else {
                awaitInside(activity, left.compareTo(AT_ONCE) < 0 ? left : AT_ONCE);
            }
            seen = now.apply(activity);
        }
        return seen;
    }

    private void awaitInside(Activity activity, Duration limit) {
        Place place = places.of(manager.get().get(activity.workspaceId()));
        List<String> script =
                ActivityScripts.awaitEnd(DetachedProgram.folder(place, activity), limit.toMillis() / 100 + 1);
        try {
            var _ = place.programs()
                    .connected(
                            ProgramRequest.of(place.id(), script).as(activity.user()),
                            ProgramStreams.to(OutputStream.nullOutputStream()),
                            limit);
        } catch (UnavailableException stopped) {
            if (!now.apply(activity).state().isOver()) { // else the workspace was stopped meanwhile
                throw stopped;
            }
        }
    }

    /// An activity that has just been ended, as soon as whoever knows has noted its end.
    static Activity settled(Supplier<Activity> now) {
        long end = System.nanoTime() + TO_SETTLE.toNanos();
        Activity seen = now.get();
        while (!seen.state().isOver() && System.nanoTime() < end) {
            pause(PAUSE_MILLIS / 4);
            seen = now.get();
        }
        return seen;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new CancelledException("the wait was cancelled", null, e);
        }
    }
}
