/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;

/// The flags of commands that show progress: `--output` and `--show-logs`.
public final class ProgressOptions {
    private final OutputOption output = new OutputOption();

    private boolean showLogs;

    /// Adds these to what the command takes.
    public void describe(Syntax syntax) {
        output.describe(syntax);
        syntax.flag("--show-logs", "Show what the runtime's tools print, on standard error", given -> showLogs = given);
    }

    public boolean json() {
        return output.json();
    }

    /// How much progress to show.
    ///
    /// @throws InvalidInputException if logs are wanted beside a JSON document
    public Progress.Detail detail() {
        if (json() && showLogs) {
            throw new InvalidInputException("--show-logs cannot be used with --output json");
        }
        if (json()) {
            return Progress.Detail.SILENT;
        }
        return showLogs ? Progress.Detail.STEPS_AND_LOGS : Progress.Detail.STEPS;
    }
}
