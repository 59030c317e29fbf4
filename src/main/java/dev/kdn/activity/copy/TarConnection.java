/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program inside that writes, or reads, an archive. It is served by a thread of its own, so that whoever finds the
/// archive wrong can leave, whatever the program goes on to do.
final class TarConnection implements AutoCloseable {
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final Pipe pipe;
    private final PatientPipe ours;
    private final CompletableFuture<ProgramEnd> end = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Thread server;
    private final boolean reads;

    private TarConnection(ProgramAccess programs, ProgramRequest request, boolean reads, Duration silence) {
        this.reads = reads;
        try {
            this.pipe = Pipe.open();
            this.ours = new PatientPipe(pipe, !reads, silence);
        } catch (IOException e) {
            throw new EngineException("cannot make a pipe: " + e.getMessage(), null, e);
        }
        ProgramStreams streams = reads
                ? ProgramStreams.of(Channels.newInputStream(pipe.source()), new Ready())
                : ProgramStreams.to(Channels.newOutputStream(pipe.sink()));
        this.server = Thread.ofPlatform().daemon().name("kdn-copy").start(() -> serve(programs, request, streams));
    }

    /// With a program that writes an archive.
    ///
    /// @param silence how long not a single byte may come while one is waited for
    static TarConnection from(ProgramAccess programs, ProgramRequest request, Duration silence) {
        return new TarConnection(programs, request, false, silence);
    }

    /// With a program that reads one.
    ///
    /// @param silence how long not a single byte may be taken while one is offered
    static TarConnection to(ProgramAccess programs, ProgramRequest request, Duration silence) {
        return new TarConnection(programs, request.with(ProgramRequest.Input.STREAM), true, silence);
    }

    private void serve(ProgramAccess programs, ProgramRequest request, ProgramStreams streams) {
        try {
            boolean _ = end.complete(programs.connected(request, streams));
        } catch (Throwable failure) {
            boolean _ = end.completeExceptionally(failure);
        } finally {
            boolean _ = ready.complete(false);
            // Whoever is at the other end of the pipe finds it ended, or broken.
            closeQuietly(streams.input().isPresent() ? pipe.source() : pipe.sink());
        }
    }

    /// What the program writes; an interrupt ends a wait for it, and so does the limit.
    InputStream input() {
        return ours.input();
    }

    /// What the program reads; to be closed at its end. An interrupt, or the limit, ends a wait for its taking more.
    OutputStream output() {
        return ours.output();
    }

    /// Waits until the program has said something, which it does when it begins to read.
    ///
    /// @return false if it has ended instead
    boolean isReady(Duration limit) {
        try {
            return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (TimeoutException e) {
            throw new TimedOutException(
                    "the workspace was not ready for the copy within " + limit.toSeconds() + " s", null, e);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Told what a program that reads an archive prints.
    private final class Ready extends OutputStream {
        @Override
        public void write(int single) {
            boolean _ = ready.complete(true);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            boolean _ = length > 0 && ready.complete(true);
        }
    }

    /// How the program ended, waited for that long.
    ProgramEnd end(Duration limit) {
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (TimeoutException e) {
            throw new TimedOutException("tar in the workspace did not end within " + limit.toSeconds() + " s", null, e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// What an interrupt means.
    static CancelledException cancelled(Exception cause) {
        boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
        return new CancelledException("the copy was cancelled", null, cause);
    }

    /// Lets the program find its streams ended, gives it a moment to tidy up, and leaves it.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        closeQuietly(ours);
        try {
            boolean ended = end.isDone() || (reads && server.join(LAST_WAIT));
            if (!ended) {
                server.interrupt();
                boolean _ = server.join(LAST_WAIT.dividedBy(3));
            }
        } catch (InterruptedException again) {
            interrupted = true;
        }
        closeQuietly(pipe.sink());
        closeQuietly(pipe.source());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception brokenAlready) {
            // Nothing more is wanted of it.
        }
    }
}
