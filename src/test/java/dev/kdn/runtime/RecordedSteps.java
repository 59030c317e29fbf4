/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Remembers what an operation showed, one line each: `> doing`, `+ done`, `x doing`, `! warning`, `| output`.
public final class RecordedSteps implements StepLogger {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private String doing = "";
    private String done = "";

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public List<String> warnings() {
        return lines().stream().filter(line -> line.startsWith("! ")).toList();
    }

    @Override
    public synchronized void start(String newDoing, String newDone) {
        complete();
        doing = newDoing;
        done = newDone;
        lines.add("> " + doing);
    }

    @Override
    public synchronized void complete() {
        close("+ " + done);
    }

    @Override
    public synchronized void fail() {
        close("x " + doing);
    }

    @Override
    public void output(String line) {
        lines.add("| " + line);
    }

    @Override
    public void warn(String message) {
        lines.add("! " + message);
    }

    private void close(String line) {
        if (!doing.isEmpty()) {
            lines.add(line);
            doing = "";
        }
    }
}
