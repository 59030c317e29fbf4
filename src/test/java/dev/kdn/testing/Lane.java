/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Suites that run one after the other, on an engine of their own, beside those of another engine.
final class Lane {
    private final Map<String, CompletableFuture<Void>> ends = new LinkedHashMap<>();
    private final Consumer<String> run;
    private boolean begun;

    /// @param run runs one, and throws if it fails
    Lane(List<String> suites, Consumer<String> run) {
        suites.forEach(suite -> ends.put(suite, new CompletableFuture<>()));
        this.run = run;
    }

    /// Begins, if it has not begun yet.
    synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread.ofPlatform().daemon().name("lane").start(() -> ends.forEach(this::run));
        }
    }

    private void run(String suite, CompletableFuture<Void> end) {
        try {
            run.accept(suite);
            end.complete(null);
        } catch (Throwable failure) {
            end.completeExceptionally(failure);
        }
    }

    /// Waits for that suite's end; its limit is with what runs it.
    void await(String suite) {
        try {
            Objects.requireNonNull(ends.get(suite)).join();
        } catch (CompletionException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }
}
