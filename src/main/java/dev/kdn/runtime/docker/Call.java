/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One request and its answer: what is open for it is closed when its time is up, when its client is closed and when it
/// is done. Whoever then waits for the engine in another thread gets an [IOException].
final class Call implements AutoCloseable {
    private static final long NOT_WAITING = Long.MIN_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Patience patience;
    private final long limitNanos;
    private final long begun = System.nanoTime();
    private final Consumer<Call> whenClosed;
    private final List<AutoCloseable> held = new ArrayList<>();
    private volatile long waitingSince = begun;
    private volatile boolean watched = true;
    private volatile boolean expired;
    private boolean closed;

    private Call(Patience patience, Consumer<Call> whenClosed) {
        this.patience = patience;
        this.limitNanos = patience.limit().toNanos();
        this.whenClosed = whenClosed;
    }

    /// Begins one; its time runs.
    ///
    /// @param whenClosed told once
    static Call begin(Patience patience, Consumer<Call> whenClosed) {
        Call call = new Call(patience, whenClosed);
        // Neither a selector nor a socket's own time-out limits Unix sockets, TLS and programs alike.
        Thread.ofPlatform().daemon().name("docker-limit").start(call::watch);
        return call;
    }

    /// Takes something that has to be closed with the call, without waiting, from whichever thread.
    ///
    /// @throws IOException if the call is closed already; then `resource` is too
    <T extends AutoCloseable> T hold(T resource) throws IOException {
        synchronized (this) {
            if (!closed) {
                held.add(resource);
                return resource;
            }
        }
        closeQuietly(resource);
        throw explained(new IOException("the call was ended"));
    }

    /// Has that done by a thread of its own, which is interrupted when the call is closed.
    void inBackground(String name, Runnable work) throws IOException {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
        hold(() -> {
            if (!thread.equals(Thread.currentThread())) {
                thread.interrupt();
            }
        });
        thread.start();
    }

    /// From here on the engine is waited for.
    void waits() {
        waitingSince = System.nanoTime();
    }

    /// Something was sent while the answer is waited for.
    void stillWaits() {
        if (waitingSince != NOT_WAITING) {
            waits();
        }
    }

    /// Something came.
    void goesOn() {
        waitingSince = NOT_WAITING;
    }

    /// The answer has begun.
    void answered() {
        goesOn();
        watched = patience.span() != Patience.Span.BEGINNING;
    }

    /// What really is behind a failure of a stream.
    IOException explained(IOException failure) {
        if (!expired || failure instanceof LimitReached) {
            return failure;
        }
        LimitReached limit = new LimitReached(patience);
        limit.initCause(failure);
        return limit;
    }

    /// Whether what fails may do so since nobody wants it any more.
    synchronized boolean isUnwanted() {
        return closed || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        List<AutoCloseable> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(held);
            held.clear();
            notifyAll();
        }
        for (AutoCloseable resource : open) {
            closeQuietly(resource);
        }
        whenClosed.accept(this);
    }

    private void watch() {
        if (outlived()) {
            close();
        }
    }

    private synchronized boolean outlived() {
        while (!closed && watched) {
            long left = nanosLeft();
            if (left <= 0) {
                expired = true;
                return true;
            }
            try {
                wait(left / NANOS_PER_MILLI + 1);
            } catch (InterruptedException nobodyDoes) {
                return false;
            }
        }
        return false;
    }

    /// Until it has to be looked again: at the whole limit when nobody waits just now.
    private long nanosLeft() {
        long since = patience.span() == Patience.Span.SILENCE ? waitingSince : begun;
        return since == NOT_WAITING ? limitNanos : limitNanos - (System.nanoTime() - since);
    }

    private static void closeQuietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception alreadyBroken) {
            // Nobody reads from it any more.
        }
    }
}
