/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import java.util.Locale;

/// What has become of an activity.
public enum ActivityState {
    /// On record, and about to be started.
    STARTING,
    RUNNING,
    /// Ended by itself with exit code 0.
    EXITED,
    /// Ended by itself with another exit code, or by a signal that kdn did not send.
    FAILED,
    /// Ended by kdn.
    KILLED,
    /// Gone, and nobody knows how it ended.
    LOST;

    public boolean isOver() {
        return this != STARTING && this != RUNNING;
    }

    /// The word that users read.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
