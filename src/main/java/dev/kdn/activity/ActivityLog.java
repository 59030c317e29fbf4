/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.InstanceManager;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a program that outlives kdn has printed: inside its workspace, or with its record once that was stopped.
public final class ActivityLog {
    private final Activity activity;
    private final Path kept;
    private final Places places;
    private final Supplier<InstanceManager> manager;

    ActivityLog(Activity activity, Path kept, Places places, Supplier<InstanceManager> manager) {
        this.activity = activity;
        this.kept = kept;
        this.places = places;
        this.manager = manager;
    }

    /// Writes the log, byte for byte.
    ///
    /// @param lines the last ones only
    /// @param since only what came then or later, to the second
    /// @param follow whether to go on until the program is over
    /// @throws NotFoundException if there is none
    public void copy(Optional<Integer> lines, Optional<Instant> since, boolean follow, OutputStream out) {
        if (activity.attached()) {
            throw new NotFoundException(
                    "activity " + activity.name() + " has no log: it writes where it was started",
                    "only programs that were started with 'kdn exec --detach' have one");
        }
        if (Files.exists(kept)) {
            KeptLog.copy(kept, lines, since, out);
            return;
        }
        Place place = places.of(manager.get().get(activity.workspaceId()));
        if (!places.isRunning(place)) {
            throw new NotFoundException(
                    "the log of " + activity.name() + " is in workspace "
                            + place.instance().name() + ", which does not run",
                    "start it with 'kdn start " + place.instance().name() + "'");
        }
        List<String> script = LogScripts.log(
                DetachedProgram.folder(place, activity),
                lines.map(String::valueOf).orElse(""),
                since.map(time -> Long.toString(time.getEpochSecond())).orElse(""),
                follow);
        ProgramEnd end = place.programs()
                .connected(ProgramRequest.of(place.id(), script).as(activity.user()), ProgramStreams.to(out));
        if (end.code() == ActivityScripts.UNKNOWN) {
            throw new NotFoundException("the log of " + activity.name() + " is gone from its workspace");
        }
        if (!end.succeeded()) {
            throw new EngineException("cannot read the log of " + activity.name() + ": " + end.complaint());
        }
    }
}
