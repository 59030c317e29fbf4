/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

/// Passes on what programs print and what the user has to know, but shows no steps: for work inside a step.
record QuietSteps(StepLogger to) implements StepLogger {
    @Override
    public void start(String doing, String done) {}

    @Override
    public void complete() {}

    @Override
    public void fail() {}

    @Override
    public void output(String line) {
        to.output(line);
    }

    @Override
    public void progress(String detail) {
        to.progress(detail);
    }

    @Override
    public void warn(String message) {
        to.warn(message);
    }
}
