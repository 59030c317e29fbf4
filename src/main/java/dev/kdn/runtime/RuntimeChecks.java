/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Asks the engines of all runtimes how they are, at the same time.
public final class RuntimeChecks {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration ALL = Duration.ofMillis(4500);
    /// What ending a program takes at most.
    private static final Duration END = Duration.ofMillis(2500);

    private final RuntimeRegistry runtimes;
    private final Duration answer;
    private final Duration all;
    private final Map<String, EngineStatus> found = new ConcurrentHashMap<>();
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

    /// Checks that take no longer than 4.5 seconds in all.
    public RuntimeChecks(RuntimeRegistry runtimes) {
        this(runtimes, ANSWER, ALL);
    }

    /// @param answer how long an engine is waited for
    /// @param all after this time it counts as silent, whatever it does
    RuntimeChecks(RuntimeRegistry runtimes, Duration answer, Duration all) {
        this.runtimes = runtimes;
        this.answer = answer;
        this.all = all;
    }

    /// The runtimes that users know of, those that are not available here, too, in the order of the registry.
    public List<CheckedRuntime> run() {
        long deadline = System.nanoTime() + all.toNanos();
        List<RuntimeDescription> known = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (RuntimeEntry entry : runtimes.all()) {
            if (!entry.internal()) {
                known.add(entry.description());
                prepared(entry).ifPresent(check -> threads.add(start(entry.description(), check)));
            }
        }
        await(threads, deadline);
        if (!bugs.isEmpty()) {
            throw new IllegalStateException("asking engines", bugs.peek());
        }
        return known.stream()
                .map(runtime -> new CheckedRuntime(runtime, status(runtime)))
                .toList();
    }

    /// The runtimes are built here, which does not take time, since what they are built of is not made for threads.
    private Optional<EngineCheck> prepared(RuntimeEntry entry) {
        String type = entry.description().type();
        try {
            Optional<EngineCheck> check = runtimes.get(type).capabilities().check();
            if (check.isEmpty()) {
                found.put(
                        type,
                        EngineStatus.silent(
                                Optional.empty(),
                                "kdn cannot check this runtime",
                                "try it: kdn init --runtime " + type));
            }
            return check;
        } catch (KdnException unavailable) {
            found.put(type, EngineStatus.silent(Optional.empty(), unavailable));
            return Optional.empty();
        }
    }

    private Thread start(RuntimeDescription runtime, EngineCheck check) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, bug) -> bugs.add(bug))
                .start(() -> ask(check).ifPresent(status -> found.put(runtime.type(), status)));
    }

    private Optional<EngineStatus> ask(EngineCheck check) {
        try {
            return Optional.of(check.check(answer));
        } catch (CancelledException late) {
            return Optional.empty(); // the time was over
        } catch (KdnException failure) {
            return Optional.of(EngineStatus.silent(Optional.empty(), failure));
        }
    }

    private EngineStatus status(RuntimeDescription runtime) {
        EngineStatus status = found.get(runtime.type());
        return status != null
                ? status
                : EngineStatus.silent(
                        Optional.empty(),
                        runtime.displayName() + " did not answer within " + all.toMillis() / 1000.0 + " s",
                        "see what it is busy with, then try again");
    }

    /// Waits for the threads, and has them end what they began when the time is over or nobody wants to know any more.
    private static void await(List<Thread> threads, long deadline) {
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw cancelled(threads);
        }
    }

    private static CancelledException cancelled(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                boolean _ = thread.join(END);
            }
        } catch (InterruptedException again) {
            // As impatient as that: their programs have at least been asked to end.
        }
        return new CancelledException("cancelled while asking engines how they are");
    }
}
