/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Runs real programs, found on the PATH of the user. Ending a program takes 2.5 seconds at most. What a program that
/// ended by itself leaves running, on purpose as a rule (`git maintenance`, `gpg-agent`), is left alone; output that it
/// still holds open is waited for one second.
public final class ProcessRunner implements CommandRunner {
    private static final long DRAIN_MILLIS = 1000;
    private static final long GRACE_MILLIS = 2000;

    private final Launch launch;
    private final Cancellation cancellation;
    private final AtomicReference<Runnable> meanwhile;

    /// A runner that looks nothing up itself.
    ///
    /// @param environment what kdn was started with
    /// @param cancellation told while a program owns the terminal and with it Ctrl-C
    /// @param journal where programs are recorded while it is open; not those that run in the foreground
    public ProcessRunner(Map<String, String> environment, Cancellation cancellation, ChildJournal journal) {
        this(environment, cancellation, journal, () -> {});
    }

    /// As the other one.
    ///
    /// @param meanwhile called once, while the first program is at work; must not take long itself
    public ProcessRunner(
            Map<String, String> environment, Cancellation cancellation, ChildJournal journal, Runnable meanwhile) {
        this.launch = new Launch(environment, journal);
        this.cancellation = cancellation;
        this.meanwhile = new AtomicReference<>(meanwhile);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        refuseWhenInterrupted(command);
        LineSink sink = new LineSink(lines);
        Child child = launch.captured(command);
        OutputDrain stdout = OutputDrain.start(child.stdout(), command.maxOutputBytes(), sink);
        OutputDrain stderr = OutputDrain.start(child.stderr(), command.maxOutputBytes(), sink);
        try {
            meanwhile.getAndSet(() -> {}).run();
            if (!child.await(command.limit())) {
                // Whoever waits no longer than a second for an answer does not want to wait two for the end.
                child.end(Math.min(GRACE_MILLIS, command.limit().toMillis() / 2));
                throw new TimedOutException(
                        command.title() + " took longer than " + words(command.limit()) + " and was ended");
            }
            drain(stdout, stderr);
        } catch (InterruptedException e) {
            child.end(GRACE_MILLIS);
            throw cancelled(command);
        } finally {
            sink.close();
        }
        sink.rethrow();
        return result(command, child, stdout.text(), stderr.text());
    }

    @Override
    public int attach(Command command) {
        refuseWhenInterrupted(command);
        return cancellation.leavingCtrlCToChild(() -> {
            Process process = launch.attached(command);
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                endAttached(process);
                throw cancelled(command);
            }
        });
    }

    private static void drain(OutputDrain stdout, OutputDrain stderr) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        if (stdout.await(DRAIN_MILLIS)) {
            boolean ignored = stderr.await(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        }
    }

    private static CommandResult result(Command command, Child child, String stdout, String stderr) {
        int code = child.process().exitValue();
        boolean neverRan = stderr.startsWith("setsid: ") || stderr.startsWith("/bin/sh: ");
        if (child.leadsGroup() && (code == 126 || code == 127) && neverRan) {
            throw new UnavailableException("cannot run " + command.title() + ": "
                    + stderr.substring(stderr.indexOf(' ') + 1).strip());
        }
        return new CommandResult(code, stdout, stderr);
    }

    private void endAttached(Process process) {
        int signal = cancellation.signal().orElse(Posix.SIGTERM);
        if (!Posix.kill(Math.toIntExact(process.pid()), signal)) {
            return;
        }
        try {
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            process.destroyForcibly();
        }
    }

    private static void refuseWhenInterrupted(Command command) {
        if (Thread.interrupted()) {
            throw cancelled(command);
        }
    }

    private static CancelledException cancelled(Command command) {
        boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
        return new CancelledException(command.title() + " was cancelled");
    }

    private static String words(Duration limit) {
        long millis = limit.toMillis();
        if (millis >= 60_000 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis >= 1000 ? millis / 1000 + " s" : millis + " ms";
    }
}
