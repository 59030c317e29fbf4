/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Writes whole lines, for files, pipes and simple terminals. A failed write is ignored: progress is never worth an
/// operation.
public final class PlainStepLogger implements StepLogger {
    private final PrintStream stderr;
    private final boolean showLogs;
    private @Nullable Step open;

    public PlainStepLogger(PrintStream stderr, boolean showLogs) {
        this.stderr = stderr;
        this.showLogs = showLogs;
    }

    @Override
    public synchronized void start(String doing, String done) {
        complete();
        open = new Step(doing, done);
        print(open.doing());
    }

    @Override
    public synchronized void complete() {
        if (open != null) {
            print(open.done());
            open = null;
        }
    }

    @Override
    public synchronized void fail() {
        if (open != null) {
            print("failed: " + open.doing());
            open = null;
        }
    }

    @Override
    public synchronized void output(String line) {
        if (showLogs) {
            print(line);
        }
    }

    @Override
    public synchronized void warn(String message) {
        print("warning: " + TerminalText.oneLine(message));
    }

    private void print(String line) {
        stderr.println(line);
        stderr.flush();
    }
}
