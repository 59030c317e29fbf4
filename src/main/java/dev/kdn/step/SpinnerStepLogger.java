/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Shows the open step on one line that is redrawn ten times a second, and ends it as `✓ done` or `✖ doing`. The cursor
/// is never hidden, so nothing is left to repair when the process is killed. A failed write is ignored.
public final class SpinnerStepLogger implements StepLogger {
    private static final String CLEAR = "\r\u001b[K";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";
    private static final long FRAME_MILLIS = 100;

    private final PrintStream stderr;
    private final StepOptions options;
    private final LongSupplier nanos;
    private @Nullable Step open;
    private @Nullable Thread ticker;
    private String detail = "";
    private long started;
    private int frames;

    public SpinnerStepLogger(PrintStream stderr, StepOptions options) {
        this(stderr, options, System::nanoTime);
    }

    SpinnerStepLogger(PrintStream stderr, StepOptions options, LongSupplier nanos) {
        this.stderr = stderr;
        this.options = options;
        this.nanos = nanos;
    }

    @Override
    public synchronized void start(String doing, String done) {
        complete();
        open = new Step(doing, done);
        detail = "";
        started = nanos.getAsLong();
        frames = 0;
        draw();
        if (ticker == null) {
            ticker = Thread.ofPlatform().daemon().name("kdn-spinner").start(this::spin);
        }
    }

    @Override
    public synchronized void complete() {
        if (open != null) {
            finish(colour(GREEN, "✓") + " " + open.done());
        }
    }

    @Override
    public synchronized void fail() {
        if (open != null) {
            finish(colour(RED, "✖") + " " + open.doing());
        }
    }

    @Override
    public synchronized void output(String line) {
        if (options.showLogs()) {
            printAbove(line);
        }
    }

    /// With the next frame.
    @Override
    public synchronized void progress(String text) {
        detail = TerminalText.oneLine(text);
    }

    @Override
    public synchronized void warn(String message) {
        printAbove(colour(YELLOW, "warning:") + " " + TerminalText.oneLine(message));
    }

    /// Draws the next frame; does nothing when no step is open.
    synchronized void draw() {
        if (open != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - started);
            String doing = open.doing() + (detail.isEmpty() ? "" : ": " + detail);
            int columns = options.columns().getAsInt();
            stderr.print(CLEAR + SpinnerFrame.text(frames++, doing, seconds, columns));
            stderr.flush();
        }
    }

    private void finish(String line) {
        open = null;
        stderr.println(CLEAR + line);
        stderr.flush();
    }

    private void printAbove(String line) {
        stderr.println((open == null ? "" : CLEAR) + line);
        stderr.flush();
        draw();
    }

    private String colour(String code, String text) {
        return options.colour() ? code + text + RESET : text;
    }

    private void spin() {
        while (stepIsOpen()) {
            try {
                Thread.sleep(FRAME_MILLIS);
            } catch (InterruptedException nobodyDoes) {
                return;
            }
            draw();
        }
    }

    // The thread ends with its step and the next step starts one, so that an idle logger costs nothing.
    private synchronized boolean stepIsOpen() {
        if (open == null) {
            ticker = null;
        }
        return open != null;
    }
}
