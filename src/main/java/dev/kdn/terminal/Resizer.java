/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.process.TerminalDevice;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells the size of the terminal to whoever has to know, one call after the other; of changes that come meanwhile
/// only the last counts.
final class Resizer implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 20;

    private final Supplier<TerminalDevice.Size> size;
    private final Consumer<TerminalDevice.Size> listener;
    private final BlockingQueue<Boolean> changes = new ArrayBlockingQueue<>(1);
    private final Thread thread;

    private Resizer(Supplier<TerminalDevice.Size> size, Consumer<TerminalDevice.Size> listener) {
        this.size = size;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("kdn-resize").unstarted(this::serve);
    }

    /// Starts and tells the present size.
    static Resizer start(Supplier<TerminalDevice.Size> size, Consumer<TerminalDevice.Size> listener) {
        Resizer resizer = new Resizer(size, listener);
        resizer.changed();
        resizer.thread.start();
        return resizer;
    }

    /// Returns at once; a change that is waiting to be told stands for this one too.
    void changed() {
        boolean ignored = changes.offer(true);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void serve() {
        try {
            while (true) {
                boolean ignored = changes.take();
                tell();
            }
        } catch (InterruptedException closed) {
            // The thread ends with this.
        }
    }

    private void tell() throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            TerminalDevice.Size present = size.get();
            if (present.rows() == 0 || present.columns() == 0) {
                return;
            }
            try {
                listener.accept(present);
                return;
            } catch (RuntimeException notYet) {
                Thread.sleep(PAUSE_MILLIS * attempt);
            }
        }
    }
}
