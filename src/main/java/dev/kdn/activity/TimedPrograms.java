/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Programs of a workspace, of which what should take a moment may not take much longer: an engine can fall silent, and
/// a program inside can have put a pipe in the place of a file.
record TimedPrograms(ProgramAccess real, Duration margin) implements ProgramAccess {
    private static final Duration MARGIN = Duration.ofSeconds(15);

    TimedPrograms(ProgramAccess real) {
        this(real, MARGIN);
    }

    @Override
    public String folder(String id) {
        return real.folder(id);
    }

    @Override
    public void expect(String id) {
        real.expect(id);
    }

    @Override
    public int foreground(ProgramRequest request) {
        return real.foreground(request);
    }

    @Override
    public void background(ProgramRequest request) {
        real.background(request);
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        return real.connected(request, streams);
    }

    /// As [#connected], of a program that takes no longer than that.
    ///
    /// @throws TimedOutException if it takes much longer
    ProgramEnd connected(ProgramRequest request, ProgramStreams streams, Duration expected) {
        return within(expected, () -> real.connected(request, streams));
    }

    @Override
    public Look look(String id, Optional<String> user, List<String> argv) {
        return within(Duration.ZERO, () -> real.look(id, user, argv));
    }

    @Override
    public boolean signal(String id, Optional<String> user, String token, String signal) {
        return within(Duration.ZERO, () -> real.signal(id, user, token, signal));
    }

    @Override
    public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
        return within(grace, () -> real.end(id, user, tokens, signal, grace));
    }

    /// In a thread of its own, which is interrupted when that takes too long.
    private <T> T within(Duration expected, Callable<T> work) {
        Duration limit = expected.plus(margin);
        FutureTask<T> task = new FutureTask<>(work);
        Thread _ = Thread.ofPlatform().daemon().name("kdn-inside").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimedOutException(
                    "no answer from inside the workspace within " + limit.toSeconds() + " s",
                    "see whether its engine answers with 'kdn runtime list --check'",
                    e);
        } catch (InterruptedException e) {
            throw new CancelledException("a question to the workspace was cancelled", null, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            boolean _ = task.cancel(true);
        }
    }
}
