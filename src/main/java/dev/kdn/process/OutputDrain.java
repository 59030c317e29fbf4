/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads one stream of a program to its end on a thread of its own, so that the program never waits for kdn.
///
/// The thread is a platform thread: a read of a pipe would hold the carrier of a virtual one, and a first virtual
/// thread starts a whole scheduler.
final class OutputDrain {
    private final InputStream stream;
    private final BoundedOutput kept;
    private final LineSplitter lines;
    private final Thread thread;

    private OutputDrain(InputStream stream, int maxBytes, Consumer<String> lines) {
        this.stream = stream;
        this.kept = new BoundedOutput(maxBytes);
        this.lines = new LineSplitter(lines);
        this.thread = Thread.ofPlatform().daemon().name("kdn-output").unstarted(this::drain);
    }

    static OutputDrain start(InputStream stream, int maxBytes, Consumer<String> lines) {
        OutputDrain drain = new OutputDrain(stream, maxBytes, lines);
        drain.thread.start();
        return drain;
    }

    /// Waits for the end of the stream.
    ///
    /// @return false if the stream is still open after that time
    boolean await(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        return !thread.isAlive();
    }

    /// What was printed until now.
    String text() {
        return kept.text();
    }

    private void drain() {
        byte[] buffer = new byte[8192];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                kept.add(buffer, count);
                lines.add(buffer, count);
            }
        } catch (IOException closed) {
            // As good as the end of the stream.
        }
        lines.end();
    }
}
