/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.RepeatedQuestion;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/// Waits until a program listens on a port of its workspace.
final class PortWait {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Place place;
    private final Activity activity;

    PortWait(Place place, Activity activity) {
        this.place = place;
        this.activity = activity;
    }

    /// @throws EngineException if the program is over before
    /// @throws TimedOutException if it does not listen in time; it goes on
    void await(int port, Optional<Duration> wished) {
        Duration limit = wished.orElse(LIMIT);
        ProgramEnd end = RepeatedQuestion.end(() -> place.programs()
                .connected(
                        ProgramRequest.of(
                                        place.id(),
                                        ActivityScripts.awaitPort(
                                                DetachedProgram.folder(place, activity), port, limit.toMillis() / 100))
                                .as(activity.user()),
                        ProgramStreams.to(OutputStream.nullOutputStream()),
                        limit));
        String name = place.instance().name() + "/" + activity.name();
        switch (end.code()) {
            case 0 -> {}
            case ActivityScripts.OVER ->
                throw new EngineException(
                        activity.name() + " ended before it listened on port " + port, "see 'kdn logs " + name + "'");
            case ActivityScripts.LATE ->
                throw new TimedOutException(
                        activity.name() + " does not listen on port " + port + " after " + TimeSpan.text(limit)
                                + "; it goes on",
                        "see 'kdn logs " + name + "', end it with 'kdn kill " + name + "'");
            default ->
                throw new EngineException("cannot wait for port " + port + " in the workspace: "
                        + (end.complaint().isEmpty() ? "exit code " + end.code() : end.complaint()));
        }
    }
}
