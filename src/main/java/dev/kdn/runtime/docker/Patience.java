/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.time.Duration;

/// How long a call of the engine may keep kdn waiting. Calls that outlive it are cut.
///
/// @param limit more than zero
/// @param span what it limits
record Patience(Duration limit, Span span) {
    /// What a limit is about. Connecting always counts.
    enum Span {
        /// The whole answer, to its last byte.
        WHOLE,
        /// Each wait for the next bytes; an answer that keeps coming may take as long as it likes. Time that the caller
        /// takes to use what came does not count.
        SILENCE,
        /// The beginning of the answer; what follows is as long and as silent as a user's session.
        BEGINNING,
    }

    Patience {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("no time at all: " + limit);
        }
    }

    /// For short answers.
    static Patience whole(Duration limit) {
        return new Patience(limit, Span.WHOLE);
    }

    /// For pulls and builds.
    static Patience silence(Duration limit) {
        return new Patience(limit, Span.SILENCE);
    }

    /// For sessions, and for waits on what a program inside does.
    static Patience beginning(Duration limit) {
        return new Patience(limit, Span.BEGINNING);
    }

    /// The limit for people.
    String words() {
        long millis = limit.toMillis();
        if (millis >= 60_000 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
