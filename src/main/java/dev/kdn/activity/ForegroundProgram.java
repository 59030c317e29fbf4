/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.Posix;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A program that kdn waits for. The first Ctrl-C goes to the program, whatever comes then ends it, and so does its
/// time
/// limit.
final class ForegroundProgram {
    // Both must be over before kdn ends itself after a signal, which is five seconds later.
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration GRACE_AT_LIMIT = Duration.ofSeconds(5);
    private static final int TRIES = 10;
    private static final long PAUSE_MILLIS = 200;

    private final Place place;
    private final Activity activity;
    private final Cancellation cancellation;
    private final AtomicBoolean late = new AtomicBoolean();
    private final AtomicBoolean forwarded = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    ForegroundProgram(Place place, Activity activity, Cancellation cancellation) {
        this.place = place;
        this.activity = activity;
        this.cancellation = cancellation;
    }

    /// Runs it.
    ///
    /// @return its exit code
    /// @throws TimedOutException if it was ended at its limit
    /// @throws CancelledException if it was ended after a signal
    int run(ProgramRequest request, ProgramWish wish) {
        Thread main = Thread.currentThread();
        Thread timer = Thread.ofPlatform().daemon().name("kdn-limit").unstarted(() -> endAtLimit(wish, main));
        if (wish.limit().isPresent()) {
            timer.start();
        }
        try {
            int code = request.input() == Input.TERMINAL
                    ? place.programs().foreground(request)
                    : cancellation.offering(this::take, () -> place.programs().foreground(request));
            over.set(true);
            if (late.get()) {
                throw tooLong(wish);
            }
            return code;
        } catch (CancelledException cancelled) {
            end(GRACE);
            if (late.get() && cancellation.signal().isEmpty()) {
                throw tooLong(wish);
            }
            throw new CancelledException(wish.argv().getFirst() + " was ended", null, cancelled);
        } finally {
            over.set(true);
            timer.interrupt();
        }
    }

    private static TimedOutException tooLong(ProgramWish wish) {
        return new TimedOutException(wish.argv().getFirst() + " took longer than "
                + TimeSpan.text(wish.limit().orElse(Duration.ZERO)) + " and was ended");
    }

    private boolean take(int signal) {
        if (signal != Posix.SIGINT) {
            return false;
        }
        boolean first = forwarded.compareAndSet(false, true);
        if (first) {
            Thread _ = Thread.ofPlatform().daemon().name("kdn-interrupt").start(this::interrupt);
        }
        return first;
    }

    /// The program may not have begun yet.
    private void interrupt() {
        try {
            for (int tries = TRIES; tries > 0 && !over.get(); tries--) {
                if (place.programs().signal(place.id(), activity.user(), activity.token(), "INT")) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException | KdnException unheard) {
            // The next Ctrl-C ends it.
        }
    }

    private void endAtLimit(ProgramWish wish, Thread main) {
        try {
            Thread.sleep(wish.limit().orElse(Duration.ZERO));
        } catch (InterruptedException ended) {
            return;
        }
        if (over.get()) {
            return;
        }
        late.set(true);
        if (!end(GRACE_AT_LIMIT) && !over.get()) {
            main.interrupt(); // nothing else gets it out of its wait
        }
    }

    private boolean end(Duration grace) {
        try {
            ProgramAccess.End end =
                    place.programs().end(place.id(), activity.user(), Set.of(activity.token()), "TERM", grace);
            return end != ProgramAccess.End.ALIVE;
        } catch (KdnException unreachable) {
            return false; // a sweep ends it later
        }
    }
}
