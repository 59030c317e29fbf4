/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records what an operation tells, for tests: `start: doing`, `complete: done`, `fail: doing`, `warn: …`,
/// `output: …`.
public final class RecordingStepLogger implements StepLogger {
    private final List<String> events = new ArrayList<>();
    private @Nullable Step open;

    @Override
    public synchronized void start(String doing, String done) {
        complete();
        open = new Step(doing, done);
        events.add("start: " + doing);
    }

    @Override
    public synchronized void complete() {
        if (open != null) {
            events.add("complete: " + open.done());
            open = null;
        }
    }

    @Override
    public synchronized void fail() {
        if (open != null) {
            events.add("fail: " + open.doing());
            open = null;
        }
    }

    @Override
    public synchronized void output(String line) {
        events.add("output: " + line);
    }

    @Override
    public synchronized void warn(String message) {
        events.add("warn: " + message);
    }

    /// Forgets everything so far.
    public synchronized void clear() {
        events.clear();
    }

    /// Everything so far, in order.
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /// The texts of the warnings so far.
    public List<String> warnings() {
        return events().stream()
                .filter(event -> event.startsWith("warn: "))
                .map(event -> event.substring("warn: ".length()))
                .toList();
    }
}
