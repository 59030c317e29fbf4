/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One connection between the user's streams and a command elsewhere, from its beginning to its end.
///
/// The command is served by daemon threads while the caller waits, so that neither a read of standard input nor a
/// connection that hangs keeps the caller from ending.
final class Session {
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final RemoteCommand remote;
    private final CompletableFuture<Ending> outcome = new CompletableFuture<>();
    private final AtomicBoolean served = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Optional<InputCopy> input;
    private final SessionOutput output;
    private final SessionOutput errors;

    /// @param user absent if the command gets no input
    Session(RemoteCommand remote, Optional<UserInput> user, DetachKeys keys, OutputStream out, OutputStream err) {
        this.remote = remote;
        this.input = user.map(from -> new InputCopy(from, keys));
        this.output = new SessionOutput(out, over::get, this::unwritable);
        this.errors = new SessionOutput(err, over::get, this::unwritable);
    }

    /// Waits for the end.
    ///
    /// @throws CancelledException after an interrupt
    /// @throws EngineException if the connection breaks
    /// @throws OutputException if the output cannot be written
    Ending run() {
        Thread worker = Thread.ofPlatform().daemon().name("kdn-remote").start(this::serve);
        input.ifPresent(copy -> Thread.ofPlatform().daemon().name("kdn-input").start(() -> feed(copy)));
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            throw new CancelledException("the terminal was cancelled");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            over.set(true);
            input.ifPresent(InputCopy::stop);
            release(worker);
        }
    }

    private void serve() {
        try {
            remote.copyOutput(output, errors);
            served.set(true);
            end(Ending.ENDED);
        } catch (Throwable e) {
            served.set(true);
            boolean ignored = outcome.completeExceptionally(e);
        }
    }

    private void feed(InputCopy copy) {
        try {
            if (copy.run(remote.input())) {
                end(Ending.DETACHED);
            }
        } catch (IOException takesNoMore) {
            // A command may close its input and go on; if it is gone, its output has ended, too.
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            boolean ignored = outcome.completeExceptionally(e);
        }
    }

    private void end(Ending ending) {
        boolean ignored = outcome.complete(ending);
    }

    /// Every translation of EPIPE in glibc keeps "pipe".
    private void unwritable(IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
            end(Ending.UNREAD);
        } else {
            boolean ignored = outcome.completeExceptionally(
                    new OutputException("cannot write what the command prints: " + reason, null, e));
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            case Throwable broken ->
                new EngineException("the connection to the command broke: " + broken.getMessage(), null, broken);
            case null -> new IllegalStateException(e);
        };
    }

    /// Ends the connection, if it has not ended, and gives the threads a moment to finish.
    private void release(Thread worker) {
        if (served.get()) {
            return;
        }
        Thread closer = Thread.ofPlatform().daemon().name("kdn-disconnect").start(this::disconnect);
        try {
            boolean disconnected = closer.join(LAST_WAIT.dividedBy(2));
            worker.interrupt();
            boolean ignored = disconnected && worker.join(LAST_WAIT.dividedBy(2));
        } catch (InterruptedException again) {
            // Then nothing is waited for; the flag stays clear for what has to be cleaned up.
        }
    }

    private void disconnect() {
        try {
            remote.disconnect();
        } catch (RuntimeException brokenAlready) {
            // The session has its outcome.
        }
    }
}
