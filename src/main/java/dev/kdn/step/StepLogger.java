/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.util.function.Supplier;

/// Shows what an operation is doing. At most one step is open; implementations are safe for use by several threads.
public interface StepLogger {
    /// Opens a step and completes the one before it.
    ///
    /// @param doing text while it runs, such as `Starting container`
    /// @param done text once it is complete, such as `Container started`
    void start(String doing, String done);

    /// Completes the open step; does nothing when none is open.
    void complete();

    /// Marks the open step as failed; does nothing when none is open. The reason is told once, by the error itself.
    void fail();

    /// A line that an engine or another program printed; shown on request only.
    void output(String line);

    /// How far the open step is, in the place of what was said before; shown only where a line can be drawn again.
    default void progress(String detail) {
        // Not every logger can.
    }

    /// Something the user should know although the operation goes on. Shown once, whatever the output format.
    void warn(String message);

    /// Runs `work` as one step: completed when it returns, failed when it throws.
    default <T> T step(String doing, String done, Supplier<T> work) {
        start(doing, done);
        try {
            T result = work.get();
            complete();
            return result;
        } catch (Throwable failure) {
            fail();
            throw failure;
        }
    }

    /// Runs `work` as one step, see [#step(String, String, Supplier)].
    default void step(String doing, String done, Runnable work) {
        step(doing, done, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /// The same without steps, for operations that would show their own inside an open one.
    default StepLogger quiet() {
        return new QuietSteps(this);
    }
}
