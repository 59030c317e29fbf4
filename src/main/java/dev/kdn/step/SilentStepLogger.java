/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.io.PrintStream;

/// Shows warnings only: stdout carries a document, and nobody watches.
public final class SilentStepLogger implements StepLogger {
    private final PrintStream stderr;

    public SilentStepLogger(PrintStream stderr) {
        this.stderr = stderr;
    }

    @Override
    public void start(String doing, String done) {}

    @Override
    public void complete() {}

    @Override
    public void fail() {}

    @Override
    public void output(String line) {}

    @Override
    public void warn(String message) {
        stderr.println("warning: " + TerminalText.oneLine(message));
        stderr.flush();
    }
}
