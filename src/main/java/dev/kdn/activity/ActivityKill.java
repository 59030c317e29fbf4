/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.ConflictException;
import dev.kdn.runtime.ProgramAccess;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Ends a single activity.
final class ActivityKill {
    // Of one that has only been recorded there is nothing to be found until it begins.
    private static final int TRIES = 4;

    private final ActivityStore store;
    private final Place place;
    private final UnaryOperator<Activity> now;

    /// @param now an activity as it is now
    ActivityKill(ActivityStore store, Place place, UnaryOperator<Activity> now) {
        this.store = store;
        this.place = place;
        this.now = now;
    }

    /// Ends it and waits until its end is on record.
    ///
    /// @throws ConflictException if something of it is still there
    Activity end(Activity activity, String signal, Duration grace) {
        Activity _ = store.change(activity, Activity::toEnd);
        for (int tries = TRIES; tries > 0; tries--) {
            ProgramAccess.End end =
                    place.programs().end(place.id(), activity.user(), Set.of(activity.token()), signal, grace);
            if (end == ProgramAccess.End.ALIVE) {
                throw alive(activity);
            }
            Activity seen = ActivityWait.settled(() -> now.apply(activity));
            if (seen.state().isOver() || store.find(activity.id()).isEmpty()) {
                return seen;
            }
        }
        throw alive(activity);
    }

    private ConflictException alive(Activity activity) {
        return new ConflictException(
                "activity " + activity.name() + " is still alive after a kill",
                "'kdn stop " + place.instance().name() + "' ends everything in the workspace");
    }
}
