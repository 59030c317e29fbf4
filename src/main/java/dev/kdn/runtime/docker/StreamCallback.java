/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes what docker-java hands over from a thread of its own, until it is closed; its own templates forget a close
/// that
/// comes before the answer.
final class StreamCallback<T> implements ResultCallback<T> {
    private final Consumer<T> consumer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Throwable failure;

    StreamCallback(Consumer<T> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void onStart(Closeable stream) {
        // Closing the client closes it.
    }

    @Override
    public synchronized void onNext(T item) {
        if (ended.getCount() > 0) {
            consumer.accept(item);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end(thrown);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    @Override
    public void close() {
        end(null);
    }

    /// Only the first end counts: docker-java tells of the completion after an error, too.
    private synchronized void end(@Nullable Throwable thrown) {
        if (ended.getCount() > 0) {
            failure = thrown;
            ended.countDown();
        }
    }

    /// Waits for the end; afterwards nothing more is consumed.
    ///
    /// @return what went wrong, the consumer's failure included; null if nothing
    @Nullable
    Throwable await() throws InterruptedException {
        try {
            ended.await();
        } finally {
            end(null);
        }
        synchronized (this) {
            return failure;
        }
    }
}
