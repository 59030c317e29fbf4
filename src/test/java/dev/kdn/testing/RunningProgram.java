/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A program in the background. Whoever starts one awaits it or closes it.
public final class RunningProgram implements AutoCloseable {
    private final Process process;
    private final List<String> argv;
    private final Path files;
    private final Duration limit;
    private final boolean ownGroup;

    RunningProgram(Process process, List<String> argv, Path files, Duration limit, boolean ownGroup) {
        this.process = process;
        this.argv = argv;
        this.files = files;
        this.limit = limit;
        this.ownGroup = ownGroup;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it wrote to stdout so far.
    public String stdout() {
        return Program.text(files.resolve("stdout"));
    }

    /// What it wrote to stderr so far.
    public String stderr() {
        return Program.text(files.resolve("stderr"));
    }

    /// Sends a signal to the program alone, as kill does.
    ///
    /// @param name such as `TERM`
    public void signal(String name) {
        kill(name, Long.toString(pid()));
    }

    /// Sends a signal to the program and its children in the group, as a terminal does.
    public void signalGroup(String name) {
        kill(name, ownGroup ? "-" + pid() : Long.toString(pid()));
    }

    /// Waits until the condition holds, for at most the program's time limit; fails early when the program ends.
    public RunningProgram awaitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(isAlive() || condition.getAsBoolean())
                    .as("%s ended before %s: %s%s", argv, what, stdout(), stderr())
                    .isTrue();
            assertThat(System.nanoTime()).as("%s: waiting until %s", argv, what).isLessThan(end);
            pause();
        }
        return this;
    }

    /// Waits for its end; past its time limit it is killed and the test fails with what it wrote.
    public Result await() {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError(
                        argv + " did not end within " + limit + "; stdout:\n" + stdout() + "\nstderr:\n" + stderr());
            }
            return new Result(process.exitValue(), stdout(), stderr());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + argv, e);
        }
    }

    /// Kills what is left of the program and its group.
    @Override
    public void close() {
        if (ownGroup) {
            kill("KILL", "-" + pid());
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void kill(String signal, String target) {
        try {
            new ProcessBuilder("kill", "-s", signal, "--", target)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20); // between two looks at a condition, not instead of one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
