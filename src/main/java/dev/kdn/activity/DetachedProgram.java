/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A program that outlives kdn, with a folder of its own inside, see [ActivityScripts].
final class DetachedProgram {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Place place;
    private final Activity activity;

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
    /// @throws KdnException if it cannot be started; nothing is left of it then
    Optional<NotRun> start(ProgramRequest request) {
        try {
            place.programs().background(detached(request));
            return awaitStart(request);
        } catch (KdnException failure) {
            end(failure);
            throw failure;
        }
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
        ProgramEnd end = place.programs()
                .connected(
                        ProgramRequest.of(place.id(), ActivityScripts.awaitStart(folder(place, activity)))
                                .as(request.user()),
                        ProgramStreams.to(said));
        if (!end.succeeded()) {
            throw new EngineException(
                    "the program did not start in the workspace"
                            + (end.complaint().isEmpty() ? "" : ": " + end.complaint()),
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

    private void end(KdnException failure) {
        try {
            var _ = place.programs().end(place.id(), activity.user(), Set.of(activity.token()), "TERM", GRACE);
        } catch (KdnException unreachable) {
            failure.addSuppressed(unreachable);
        }
    }

    /// There is no such program, or it cannot be executed.
    record NotRun(Activity.End end, String words) {}
}
