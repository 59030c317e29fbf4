/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the points of the crash suites, two at a time, and counts them.
final class CrashPoints {
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    /// A moment at which kdn is killed.
    record Point(String name, Callable<Void> check) {}

    /// Checks every point, also after one has failed.
    void check(String operation, List<Point> points) {
        counts.merge(operation, points.size(), Integer::sum);
        ConcurrentLinkedQueue<AssertionError> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> futures = new ArrayList<>();
            for (Point point : points) {
                futures.add(threads.submit(() -> check(operation, point, failures)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the points of " + operation, e);
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " of " + points.size() + " points failed, first: "
                    + failures.peek().getMessage());
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    /// A line for the log: how many points there were.
    String summary() {
        List<String> words = new ArrayList<>();
        counts.forEach((operation, count) -> words.add(operation + " " + count));
        return "crash points: " + String.join(", ", words) + "; "
                + counts.values().stream().mapToInt(Integer::intValue).sum() + " in all";
    }

    private static void check(String operation, Point point, ConcurrentLinkedQueue<AssertionError> failures) {
        try {
            point.check().call();
        } catch (AssertionError | Exception e) {
            failures.add(new AssertionError(operation + " " + point.name() + ": " + e.getMessage(), e));
        }
    }
}
