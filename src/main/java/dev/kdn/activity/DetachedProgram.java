/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.ProgramAccess.End;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.RepeatedQuestion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A program that outlives kdn, with a folder of its own inside, see [ActivityScripts].
final class DetachedProgram {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 300;

    private final Place place;
    private final Activity activity;
    private boolean gone;

    DetachedProgram(Place place, Activity activity) {
        this.place = place;
        this.activity = activity;
    }

    /// Where such a program keeps its log and its end.
    static String folder(Place place, Activity activity) {
        return folder(place, activity.user()) + "/" + activity.id();
    }

    /// What has [#folder(Place, Activity)] of each activity of that user.
    static String folder(Place place, Optional<String> user) {
        return place.programs().folder(place.id())
                + user.map(name -> "-" + name).orElse("");
    }

    /// Starts it and waits until it runs.
    ///
    /// @param request with the program itself
    /// @return how it ended, if there is no such program
    /// @throws KdnException if it cannot be started, see [#isGone]
    Optional<NotRun> start(ProgramRequest request) {
        try {
            place.programs().background(detached(request));
            return awaitStart(request);
        } catch (KdnException failure) {
            gone = end(failure);
            throw failure;
        }
    }

    /// Whether nothing is left of a program that could not be started, and nothing comes, as far as kdn can tell.
    boolean isGone() {
        return gone;
    }

    private ProgramRequest detached(ProgramRequest request) {
        return new ProgramRequest(
                request.id(),
                ActivityScripts.detached(folder(place, activity), request.argv()),
                request.environment(),
                request.directory(),
                request.user(),
                ProgramRequest.Input.NONE);
    }

    private Optional<NotRun> awaitStart(ProgramRequest request) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ProgramEnd end = RepeatedQuestion.end(() -> {
            said.reset();
            return place.programs()
                    .connected(
                            ProgramRequest.of(place.id(), ActivityScripts.awaitStart(folder(place, activity)))
                                    .as(request.user()),
                            ProgramStreams.to(said),
                            START);
        });
        if (!end.succeeded()) {
            throw new EngineException(
                    "the program did not start in the workspace"
                            + (end.complaint().isEmpty() ? " (exit code " + end.code() + ")" : ": " + end.complaint()),
                    "its folder for temporary files must be writable: " + folder(place, activity));
        }
        String text = said.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int line = text.indexOf('\n');
        return Optional.of(new NotRun(
                ActivityEnd.parse(text.substring(0, line)),
                text.substring(line + 1).strip()));
    }

    private boolean end(KdnException failure) {
        boolean _ = Thread.interrupted(); // clean-up has to be able to run programs
        // What took an engine too long may be done later.
        boolean refused = !(failure instanceof TimedOutException || failure instanceof CancelledException);
        try {
            End seen = end();
            if (seen == End.GONE) {
                Thread.sleep(PAUSE_MILLIS);
                seen = end();
            }
            return seen == End.GONE ? refused : seen != End.ALIVE;
        } catch (KdnException unreachable) {
            failure.addSuppressed(unreachable);
            // A sweep could not look for what belongs to another user, who may not even be there.
            return activity.user().isPresent() || unreachable instanceof UnavailableException;
        } catch (InterruptedException again) {
            return false;
        }
    }

    private End end() {
        return place.programs().end(place.id(), activity.user(), Set.of(activity.token()), "TERM", GRACE);
    }

    /// There is no such program, or it cannot be executed.
    record NotRun(Activity.End end, String words) {}
}
