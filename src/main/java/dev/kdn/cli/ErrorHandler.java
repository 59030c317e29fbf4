/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.OutputException;
import dev.kdn.output.JsonDocument;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.IntSupplier;

/// The one place that turns failures into an exit code and text or JSON.
public final class ErrorHandler {
    private final StandardOutput out;
    private final StandardError err;
    private final GlobalOptions globals;
    private final IntSupplier signal;

    /// An error handler for one process.
    ///
    /// @param signal number of the signal that cancelled the command, 0 if none did
    public ErrorHandler(StandardOutput out, StandardError err, GlobalOptions globals, IntSupplier signal) {
        this.out = out;
        this.err = err;
        this.globals = globals;
        this.signal = signal;
    }

    /// What the throwable means, to be reported now or as part of a result.
    public Failure failure(Throwable thrown) {
        return Failure.of(thrown, signal);
    }

    /// Tells the user, in JSON on standard output and in nothing else when `json` is wanted.
    ///
    /// @return the exit code
    public int report(Failure failure, boolean json) {
        if (json) {
            reportJson(failure);
        } else {
            reportText(failure);
        }
        if (globals.debug()) {
            err.write(stackTrace(failure.cause()));
        }
        return failure.code();
    }

    private void reportJson(Failure failure) {
        try {
            out.write(JsonDocument.of("error", failure.message()));
        } catch (OutputException unwritable) {
            reportText(failure);
        }
    }

    private void reportText(Failure failure) {
        StringBuilder text = new StringBuilder("Error: ");
        text.append(SafeText.lines(failure.message().stripTrailing())).append('\n');
        failure.hint().ifPresent(hint -> text.append(SafeText.lines(hint)).append('\n'));
        err.write(text.toString());
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
