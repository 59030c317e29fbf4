/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Hands lines on and keeps the last ones, for an error message.
final class LastLines implements Consumer<String> {
    private static final int KEPT = 12;

    private final Consumer<String> next;
    private final Deque<String> lines = new ArrayDeque<>();

    LastLines(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public void accept(String line) {
        next.accept(line);
        synchronized (lines) {
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    @Override
    public String toString() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }
}
