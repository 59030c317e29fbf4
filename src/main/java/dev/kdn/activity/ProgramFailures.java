/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;

/// How it is told that a program could not be run.
final class ProgramFailures {
    private ProgramFailures() {}

    /// A time-out of an engine is not that of the program, which has an exit code of its own.
    static KdnException unlimited(KdnException failure) {
        return failure instanceof TimedOutException engine
                ? new EngineException(
                        String.valueOf(engine.getMessage()), engine.hint().orElse(null), engine)
                : failure;
    }

    /// Of a program that may have begun all the same, and is on record.
    static KdnException unclear(Activity activity, KdnException failure) {
        return failure instanceof CancelledException
                ? failure
                : new EngineException(
                        failure.getMessage() + "; the program may run all the same",
                        "see 'kdn ps', and end it with 'kdn kill " + activity.shortId() + "'",
                        failure);
    }
}
