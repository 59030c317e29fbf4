/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.process.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that kdn started in a workspace.
///
/// @param id 32 hexadecimal digits
/// @param name unique among what lives in the workspace
/// @param workspaceId of the workspace's record
/// @param summary the program's name and the number of its arguments, never the arguments themselves
/// @param user inside, if not the workspace's own
/// @param attached whether it belongs to a kdn that waits for it
/// @param owner the kdn that started it
/// @param token by which everything that belongs to it can be found
/// @param ending whether kdn was asked to end it
/// @param end how it ended, once it has
public record Activity(
        String id,
        String name,
        String workspaceId,
        String summary,
        Optional<String> user,
        boolean attached,
        ProcessIdentity owner,
        String token,
        ActivityState state,
        Instant created,
        boolean ending,
        Optional<End> end) {
    /// The only kind until now.
    public static final String KIND = "process";

    private static final int SHORT = 12;

    /// How an activity ended.
    ///
    /// @param exitCode unknown for one that was lost
    /// @param outOfMemory whether the kernel killed it, or something in its workspace meanwhile, for want of memory
    public record End(Instant time, OptionalInt exitCode, boolean outOfMemory) {}

    /// What tables show of the id.
    public String shortId() {
        return id.substring(0, SHORT);
    }

    Activity running() {
        return with(ActivityState.RUNNING, ending, Optional.empty());
    }

    /// The same, which kdn is about to end.
    Activity toEnd() {
        return with(state, true, end);
    }

    /// The same with its exit code.
    Activity ended(End newEnd) {
        ActivityState own = newEnd.exitCode().orElse(1) == 0 ? ActivityState.EXITED : ActivityState.FAILED;
        // Workspaces tell whole seconds.
        Instant time = newEnd.time().isBefore(created) ? created : newEnd.time();
        End told = new End(time, newEnd.exitCode(), newEnd.outOfMemory());
        return with(ending ? ActivityState.KILLED : own, ending, Optional.of(told));
    }

    /// The same, of which nothing is left but this record.
    Activity gone(Instant now) {
        End unknown = new End(now, OptionalInt.empty(), false);
        return with(ending ? ActivityState.KILLED : ActivityState.LOST, ending, Optional.of(unknown));
    }

    private Activity with(ActivityState newState, boolean newEnding, Optional<End> newEnd) {
        return new Activity(
                id, name, workspaceId, summary, user, attached, owner, token, newState, created, newEnding, newEnd);
    }
}
