/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.step.StepLogger;

/// Says before every text which workspace it is about, where several are worked on.
final class NamedSteps implements StepLogger {
    private final String prefix;
    private final StepLogger steps;

    /// Steps of one workspace.
    ///
    /// @param name as the user wrote it
    NamedSteps(String name, StepLogger steps) {
        this.prefix = name + ": ";
        this.steps = steps;
    }

    @Override
    public void start(String doing, String done) {
        steps.start(prefix + doing, prefix + done);
    }

    @Override
    public void complete() {
        steps.complete();
    }

    @Override
    public void fail() {
        steps.fail();
    }

    @Override
    public void output(String line) {
        steps.output(line);
    }

    @Override
    public void warn(String message) {
        steps.warn(prefix + message);
    }
}
