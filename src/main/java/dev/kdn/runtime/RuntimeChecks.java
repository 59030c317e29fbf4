/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final Duration QUICK_ANSWER = Duration.ofMillis(1900);
    private static final Duration QUICK_ALL = Duration.ofSeconds(2);
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

    /// Checks that take no longer than 2 seconds in all, for who waits for something else.
    public static RuntimeChecks quick(RuntimeRegistry runtimes) {
        return new RuntimeChecks(runtimes, QUICK_ANSWER, QUICK_ALL);
    }

    /// Checks with those limits.
    ///
    /// @param answer how long an engine is waited for
    /// @param all after this time it counts as silent, whatever it does
    public RuntimeChecks(RuntimeRegistry runtimes, Duration answer, Duration all) {
        this.runtimes = runtimes;
        this.answer = answer;
        this.all = all;
    }

    /// The runtimes that users know of, those that are not available here, too, in the order of the registry.
    public List<CheckedRuntime> run() {
        return check(false);
    }

    /// As [#run()], but no longer than it takes to know the first one that is usable, which is the last of the list.
    public List<CheckedRuntime> untilOneIsUsable() {
        return check(true);
    }

    private List<CheckedRuntime> check(boolean oneWillDo) {
        long deadline = System.nanoTime() + all.toNanos();
        Map<RuntimeDescription, Optional<Thread>> threads = start();
        List<RuntimeDescription> awaited = new ArrayList<>();
        try {
            for (Map.Entry<RuntimeDescription, Optional<Thread>> asked : threads.entrySet()) {
                if (asked.getValue().isPresent()) {
                    await(asked.getValue().get(), deadline);
                }
                awaited.add(asked.getKey());
                if (oneWillDo && status(asked.getKey()).isUsable()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            throw cancelled(threads.values().stream().flatMap(Optional::stream).toList());
        }
        if (!bugs.isEmpty()) {
            throw new IllegalStateException("asking engines", bugs.peek());
        }
        threads.values().forEach(thread -> thread.ifPresent(Thread::interrupt)); // nobody waits for the others
        return awaited.stream()
                .map(runtime -> new CheckedRuntime(runtime, status(runtime)))
                .toList();
    }

    /// The threads that ask, one for each runtime that can be asked.
    private Map<RuntimeDescription, Optional<Thread>> start() {
        Map<RuntimeDescription, Optional<Thread>> threads = new LinkedHashMap<>();
        for (RuntimeEntry entry : runtimes.all()) {
            if (!entry.internal()) {
                RuntimeDescription runtime = entry.description();
                threads.put(runtime, prepared(entry).map(check -> start(runtime, check)));
            }
        }
        return threads;
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

    /// Waits for the thread, and has it end what it began when the time is over.
    private static void await(Thread thread, long deadline) throws InterruptedException {
        if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
            thread.interrupt();
        }
    }

    private static CancelledException cancelled(List<Thread> threads) {
        threads.forEach(Thread::interrupt);
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
