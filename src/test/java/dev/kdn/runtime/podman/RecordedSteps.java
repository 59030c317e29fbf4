/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps what an operation told.
final class RecordedSteps implements StepLogger {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<String> output = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void start(String doing, String done) {
        events.add(doing + " -> " + done);
    }

    @Override
    public void complete() {
        events.add("complete");
    }

    @Override
    public void fail() {
        events.add("fail");
    }

    @Override
    public void output(String line) {
        output.add(line);
    }

    @Override
    public void warn(String message) {
        events.add("warning: " + message);
    }
}
