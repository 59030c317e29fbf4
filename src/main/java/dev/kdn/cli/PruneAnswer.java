/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.instance.PruneReport;
import dev.kdn.output.PruneDocument;
import dev.kdn.output.PruneText;
import dev.kdn.output.StandardOutput;
import java.util.Optional;

/// Says what pruning did; the first thing that went wrong decides the exit code.
public final class PruneAnswer {
    private final StandardOutput out;
    private final ErrorHandler errors;

    public PruneAnswer(StandardOutput out, ErrorHandler errors) {
        this.out = out;
        this.errors = errors;
    }

    /// Writes the report.
    ///
    /// @return the exit code
    public int give(PruneReport report, boolean dryRun, boolean json) {
        if (json) {
            Optional<Failure> failure = report.failure().map(errors::failure);
            out.write(PruneDocument.render(report, dryRun, failure.map(Failure::message)));
            return failure.map(Failure::code).orElse(ExitCode.OK.code());
        }
        out.write(PruneText.of(report, dryRun));
        if (report.failure().isPresent()) {
            throw report.failure().get();
        }
        return ExitCode.OK.code();
    }
}
