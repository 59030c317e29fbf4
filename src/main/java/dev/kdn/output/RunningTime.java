/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.time.Duration;

/// How long something has been running, in words.
final class RunningTime {
    private RunningTime() {}

    /// Such as `for 5s`, `for 12min`, `for 3:05h`, `for 2d 3h`; never negative, whatever the clocks say.
    static String text(Duration time) {
        return "for " + amount(time);
    }

    /// The same without the first word.
    static String amount(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "min";
        }
        if (seconds < 24 * 3600) {
            long minutes = seconds / 60 % 60;
            return seconds / 3600 + (minutes < 10 ? ":0" : ":") + minutes + "h";
        }
        return seconds / (24 * 3600) + "d " + seconds / 3600 % 24 + "h";
    }
}
