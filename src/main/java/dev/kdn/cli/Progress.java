/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.step.StepLogger;
import java.util.function.Function;

/// Shows the steps of one piece of work after the other.
public final class Progress {
    private final Function<Detail, StepLogger> loggers;

    public Progress(Function<Detail, StepLogger> loggers) {
        this.loggers = loggers;
    }

    /// How much the user sees.
    public enum Detail {
        /// Nothing but warnings.
        SILENT,
        STEPS,
        /// What engines print, too.
        STEPS_AND_LOGS
    }

    /// Does the work and closes the step that it left open, as completed or as failed.
    public <T> T show(Detail detail, Function<StepLogger, T> work) {
        StepLogger steps = loggers.apply(detail);
        try {
            T result = work.apply(steps);
            steps.complete();
            return result;
        } catch (Throwable failure) {
            steps.fail();
            throw failure;
        }
    }
}
