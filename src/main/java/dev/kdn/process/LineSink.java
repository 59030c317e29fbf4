/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Passes lines of several streams to one consumer, one at a time, until closed. A consumer that fails gets no more
/// lines, but the program's output is still read, so that it does not block; the failure is told at the end.
final class LineSink implements Consumer<String> {
    private final Consumer<String> consumer;
    private boolean closed;
    private @Nullable RuntimeException failure;

    LineSink(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    @Override
    public synchronized void accept(String line) {
        if (closed) {
            return;
        }
        try {
            consumer.accept(line);
        } catch (RuntimeException e) {
            failure = e;
            closed = true;
        }
    }

    synchronized void close() {
        closed = true;
    }

    /// Throws what the consumer threw, if it did.
    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
