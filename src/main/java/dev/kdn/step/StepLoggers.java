/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.io.PrintStream;

/// Chooses how progress is shown.
public final class StepLoggers {
    private StepLoggers() {}

    /// A logger for these facts about the command line and stderr. An operation that ends without completing its last
    /// step calls [StepLogger#fail()], which also leaves the terminal's line clean.
    public static StepLogger create(PrintStream stderr, StepOptions options) {
        return switch (options.style()) {
            case SILENT -> new SilentStepLogger(stderr);
            case PLAIN -> new PlainStepLogger(stderr, options.showLogs());
            case ANIMATED -> new SpinnerStepLogger(stderr, options);
        };
    }
}
