/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs programs in running instances. A program gets the instance's secrets before its own variables, and is known
/// for good by its token, which it and all that it starts have in the variable [#TOKEN].
///
/// Everything here fails with an [dev.kdn.error.UnavailableException] if the instance does not run.
public interface ProgramAccess {
    /// The variable that tells what belongs to a program.
    String TOKEN = "KDN_ACTIVITY_TOKEN";

    /// The folder inside where a program may keep files that last until the instance is removed or made anew; absolute
    /// and always the same for an instance. Whoever writes there first has to make it.
    String folder(String id);

    /// Told that a program will be run soon, so that what takes time can begin meanwhile. Returns at once.
    default void expect(String id) {}

    /// Runs a program with kdn's own streams and waits for its end. Without a terminal no key that the user presses
    /// reaches it as a signal.
    ///
    /// @return its exit code; 128 + n when a signal ended it, 126 not executable, 127 not found
    /// @throws dev.kdn.error.CancelledException after an interrupt; the program may go on
    int foreground(ProgramRequest request);

    /// Starts a program that outlives kdn, with neither input nor output.
    void background(ProgramRequest request);

    /// Runs a program with those streams and waits for its end.
    ///
    /// @return how it ended
    /// @throws dev.kdn.error.CancelledException after an interrupt; the program's input is at its end then
    ProgramEnd connected(ProgramRequest request, ProgramStreams streams);

    /// Which programs live, and what a short program prints, asked in one go.
    ///
    /// @param user whose programs are looked at, as in [ProgramRequest#user]
    /// @param argv of a program that changes nothing and takes at most some seconds
    Look look(String id, Optional<String> user, List<String> argv);

    /// Sends a signal to everything that belongs to a program.
    ///
    /// @param signal its name without `SIG`
    /// @return whether there was anything
    boolean signal(String id, Optional<String> user, String token, String signal);

    /// Ends everything that belongs to some programs: the signal, the grace, then `KILL`.
    End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace);

    /// What [#look] saw.
    ///
    /// @param alive tokens of programs of which something lives
    /// @param output what the short program printed
    record Look(Set<String> alive, String output) {
        public Look {
            alive = Set.copyOf(alive);
        }
    }

    /// What [#end] came to.
    enum End {
        /// Nothing was there.
        GONE,
        /// The signal was enough.
        ENDED,
        /// It took a `KILL`.
        KILLED,
        /// Something is still there.
        ALIVE
    }
}
