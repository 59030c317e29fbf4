/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.Posix;
import dev.kdn.runtime.ProgramAccess.End;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A program that kdn waits for. The first Ctrl-C goes to the program, whatever comes then ends it, and so does its
/// time
/// limit.
final class ForegroundProgram {
    // Both must be over before kdn ends itself after a signal, which is five seconds later.
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration GRACE_AT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LADDER = Duration.ofSeconds(30);
    private static final int TRIES = 10;
    private static final long PAUSE_MILLIS = 200;
    // Those of clients of engines that were killed, or that nobody reads from: the program itself may go on.
    private static final Set<Integer> DOUBTFUL = Set.of(137, 141);

    private final Place place;
    private final Activity activity;
    private final Cancellation cancellation;
    private final AtomicBoolean late = new AtomicBoolean();
    private final AtomicBoolean forwarded = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean gone;

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
        int code;
        try {
            code = run(request);
            gone = !DOUBTFUL.contains(code) || endRest(true);
        } catch (CancelledException cancelled) {
            gone = endRest(false);
            if (late.get() && cancellation.signal().isEmpty()) {
                throw tooLong(wish);
            }
            throw new CancelledException(wish.argv().getFirst() + " was ended", null, cancelled);
        } catch (RuntimeException broken) {
            // A sweep could not look for what belongs to another user, who may not even be there.
            gone = endRest(true) || activity.user().isPresent();
            throw broken instanceof KdnException failure ? ProgramFailures.unlimited(failure) : broken;
        } finally {
            over.set(true);
            if (!late.get()) {
                timer.interrupt();
            }
        }
        if (late.get()) {
            awaitLadder(timer);
            throw tooLong(wish);
        }
        return code;
    }

    private int run(ProgramRequest request) {
        try {
            return request.input() == Input.TERMINAL
                    ? place.programs().foreground(request)
                    : cancellation.offering(this::take, () -> place.programs().foreground(request));
        } finally {
            over.set(true);
        }
    }

    /// Whether nothing of the program is left, as far as kdn can tell.
    boolean isGone() {
        return gone;
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
        long end = System.nanoTime() + LONGEST_LADDER.toNanos();
        try {
            do { // what has not begun yet, begins all the same
                if (!end(GRACE_AT_LIMIT).filter(seen -> seen != End.ALIVE).isPresent()) {
                    break;
                }
                Thread.sleep(PAUSE_MILLIS);
            } while (!over.get() && System.nanoTime() < end);
        } catch (InterruptedException ended) {
            return;
        }
        if (!over.get()) {
            main.interrupt(); // nothing else gets it out of its wait
        }
    }

    /// The program itself has ended at the limit; what it started may take the whole ladder.
    private static void awaitLadder(Thread timer) {
        try {
            boolean _ = timer.join(LONGEST_LADDER);
        } catch (InterruptedException again) {
            // Whoever is in such a hurry gets what there is.
        }
    }

    /// Ends what is left of it, also what begins only now.
    ///
    /// @param begun whether it has begun, so that where nothing is, nothing comes
    /// @return whether nothing is left; else a sweep ends it later
    private boolean endRest(boolean begun) {
        boolean _ = Thread.interrupted(); // clean-up has to be able to run programs
        Optional<End> seen = end(GRACE);
        if (seen.filter(End.GONE::equals).isPresent()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException again) {
                return false;
            }
            seen = end(GRACE);
        }
        return seen.filter(now -> now != End.ALIVE && (begun || now != End.GONE))
                .isPresent();
    }

    /// @return what was found; empty if the workspace cannot be reached
    private Optional<End> end(Duration grace) {
        try {
            return Optional.of(
                    place.programs().end(place.id(), activity.user(), Set.of(activity.token()), "TERM", grace));
        } catch (KdnException unreachable) {
            return Optional.empty();
        }
    }
}
