/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A running program together with everything it started.
///
/// @param leadsGroup whether it leads a process group of its own, so that the group can be ended as a whole; walking
///     the descendants, the way without, misses those whose parent has ended
record Child(Process process, boolean leadsGroup) {
    private static final long KILLED_MILLIS = 500;
    private static final long POLL_MILLIS = 10;

    InputStream stdout() {
        return process.getInputStream();
    }

    InputStream stderr() {
        return process.getErrorStream();
    }

    /// Waits for the program itself.
    ///
    /// @return false if it still runs after that time
    boolean await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends the group: asks, waits, then kills. Interrupts do not shorten this.
    ///
    /// @param graceMillis how long to wait at most
    void end(long graceMillis) {
        signal(Posix.SIGTERM);
        for (long waited = 0; waited < graceMillis && alive(); waited += POLL_MILLIS) {
            pause();
        }
        signal(Posix.SIGKILL);
        for (long waited = 0; waited < KILLED_MILLIS && process.isAlive(); waited += POLL_MILLIS) {
            pause();
        }
    }

    private boolean alive() {
        return process.isAlive() || (leadsGroup && Posix.kill(group(), 0));
    }

    private void signal(int signal) {
        if (leadsGroup && Posix.kill(group(), signal)) {
            return;
        }
        process.descendants().forEach(child -> destroy(child, signal));
        destroy(process.toHandle(), signal); // also while it has not yet made its group
    }

    private static void destroy(ProcessHandle handle, int signal) {
        if (signal == Posix.SIGKILL) {
            handle.destroyForcibly();
        } else {
            handle.destroy();
        }
    }

    private int group() {
        return Math.toIntExact(-process.pid());
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException again) {
            // Already ending; whoever called clears the flag or reports the cancel.
        }
    }
}
