/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of commands that show progress: `--output` and `--show-logs`.
public final class ProgressOptions {
    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--show-logs", description = "Show what the runtime's tools print, on standard error")
    private boolean showLogs;

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
