/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.process.ConfinedProgram;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// How the attempt to run a program in a workspace ended.
///
/// @param end of whatever ended
/// @param began whether the program did, since its sandbox could be made
record SandboxAttempt<T>(T end, boolean began) {
    /// Runs a program. If its sandbox could not be made, and would be another one now, it is run once more: a file that
    /// was to be hidden in it may have been deleted in between, such as a lock in `/etc`.
    ///
    /// @param run to the end
    /// @param exitCode of what ended
    static <T> SandboxAttempt<T> of(
            LocalInstance instance,
            SandboxedProgram program,
            LocalPrograms programs,
            Function<ConfinedProgram, T> run,
            ToIntFunction<T> exitCode) {
        if (instance.bare()) {
            return new SandboxAttempt<>(run.apply(programs.prepared(instance, program)), true);
        }
        try (SandboxReport report = programs.report(instance)) {
            SandboxedProgram reporting = program.reporting(report.file());
            ConfinedProgram first = programs.prepared(instance, reporting);
            T end = run.apply(first);
            if (report.tellsOfASandbox(exitCode.applyAsInt(end))) {
                return new SandboxAttempt<>(end, true);
            }
            ConfinedProgram second = programs.prepared(instance, reporting);
            if (second.equals(first)) {
                return new SandboxAttempt<>(end, false);
            }
            T lastEnd = run.apply(second);
            return new SandboxAttempt<>(lastEnd, report.tellsOfASandbox(exitCode.applyAsInt(lastEnd)));
        }
    }
}
