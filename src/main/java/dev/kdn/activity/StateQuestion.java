/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.CancelledException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Asks an engine whether a workspace runs, while other things are done: that takes podman as long as kdn its record.
final class StateQuestion {
    private final Place place;
    private final FutureTask<Boolean> task;
    private final Thread asker;

    StateQuestion(Place place, Callable<Boolean> question) {
        this.place = place;
        this.task = new FutureTask<>(question);
        this.asker = Thread.ofPlatform().daemon().name("kdn-state").start(task);
    }

    Place place() {
        return place;
    }

    /// Whether it runs.
    ///
    /// @throws CancelledException after an interrupt; nobody is asked any more then
    boolean answer() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            asker.interrupt();
            throw new CancelledException("the question whether the workspace runs was cancelled", null, e);
        }
    }
}
