/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.step.StepLogger;

/// Shows nothing; stands where the step loggers of [dev.kdn.step] are to be connected.
final class PendingSteps implements StepLogger {
    @Override
    public void start(String doing, String done) {}

    @Override
    public void complete() {}

    @Override
    public void fail() {}

    @Override
    public void output(String line) {}

    @Override
    public void warn(String message) {}
}
