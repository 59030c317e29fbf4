/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.process.Eventually;
import dev.kdn.process.TerminalDevice.Size;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ResizerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicReference<Size> size = new AtomicReference<>(new Size(24, 80));
    private final List<Size> told = new CopyOnWriteArrayList<>();

    @Test
    void tellsTheFirstSizeAndEachChange() throws InterruptedException {
        try (Resizer resizer = Resizer.start(size::get, told::add)) {
            Eventually.await(LIMIT, "first size", () -> told.equals(List.of(new Size(24, 80))));

            size.set(new Size(50, 132));
            resizer.changed();

            Eventually.await(LIMIT, "new size", () -> told.equals(List.of(new Size(24, 80), new Size(50, 132))));
        }
    }

    @Test
    void triesAgainWhileTheCommandHasNotBegun() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        try (Resizer _ = Resizer.start(size::get, present -> {
            if (attempts.incrementAndGet() < 4) {
                throw new IllegalStateException("not running");
            }
            told.add(present);
        })) {
            Eventually.await(LIMIT, "size", () -> told.equals(List.of(new Size(24, 80))));
        }
    }

    @Test
    void saysNothingOfATerminalWithoutSize() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        size.set(new Size(0, 0));
        try (Resizer resizer = Resizer.start(
                () -> {
                    asked.incrementAndGet();
                    return size.get();
                },
                told::add)) {
            Eventually.await(LIMIT, "question", () -> asked.get() == 1);
            size.set(new Size(24, 80));
            resizer.changed();

            Eventually.await(LIMIT, "size", () -> told.equals(List.of(new Size(24, 80))));
        }
    }
}
