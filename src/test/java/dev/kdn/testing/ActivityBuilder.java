/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.activity.Activity;
import dev.kdn.activity.ActivityState;
import dev.kdn.process.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Activities for tests: `make` with one argument, attached and running, unless they say otherwise.
public final class ActivityBuilder {
    private static final Instant CREATED = Instant.parse("2026-11-21T09:00:00Z");
    private static final ProcessIdentity OWNER = new ProcessIdentity(4711, 1, "boot");

    private char id = 'a';
    private String name = "make";
    private boolean attached = true;
    private ActivityState state = ActivityState.RUNNING;
    private Optional<String> user = Optional.empty();
    private Optional<Activity.End> end = Optional.empty();

    private ActivityBuilder() {}

    public static ActivityBuilder anActivity() {
        return new ActivityBuilder();
    }

    /// Repeated as often as an id is long.
    public ActivityBuilder id(char digit) {
        this.id = digit;
        return this;
    }

    public ActivityBuilder name(String newName) {
        this.name = newName;
        return this;
    }

    public ActivityBuilder detached() {
        this.attached = false;
        return this;
    }

    public ActivityBuilder user(String newUser) {
        this.user = Optional.of(newUser);
        return this;
    }

    /// Ended by itself, a minute after its start.
    public ActivityBuilder exited(int code) {
        return ended(code == 0 ? ActivityState.EXITED : ActivityState.FAILED, OptionalInt.of(code), false);
    }

    public ActivityBuilder lost() {
        return ended(ActivityState.LOST, OptionalInt.empty(), false);
    }

    public ActivityBuilder outOfMemory() {
        return ended(ActivityState.FAILED, OptionalInt.of(137), true);
    }

    private ActivityBuilder ended(ActivityState newState, OptionalInt code, boolean memory) {
        this.state = newState;
        this.end = Optional.of(new Activity.End(CREATED.plusSeconds(60), code, memory));
        return this;
    }

    public Activity build() {
        return new Activity(
                String.valueOf(id).repeat(32),
                name,
                "a".repeat(64),
                "make <1 argument>",
                user,
                attached,
                OWNER,
                "0".repeat(32),
                state,
                CREATED,
                false,
                end);
    }
}
