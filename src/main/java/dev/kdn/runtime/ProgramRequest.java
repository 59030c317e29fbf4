/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to be run in a running instance.
///
/// @param id the runtime's instance id
/// @param argv the program, found on the PATH inside, and its arguments
/// @param environment over everything that the instance has; the values stand in no argument list
/// @param directory absolute, inside; empty means where terminals begin
/// @param user name or id of a user inside; empty means the workspace's own
/// @param input what the program has as its standard input
public record ProgramRequest(
        String id,
        List<String> argv,
        Map<String, String> environment,
        Optional<String> directory,
        Optional<String> user,
        Input input) {
    public ProgramRequest {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a program needs a name");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /// Where a program's input comes from.
    public enum Input {
        /// None; it reads the end at once.
        NONE,
        /// kdn's own, or that of [ProgramStreams]; at its end the program's input ends, too.
        STREAM,
        /// The user's terminal, and its outputs as well.
        TERMINAL
    }

    /// A program of the workspace's user without input.
    public static ProgramRequest of(String id, List<String> argv) {
        return new ProgramRequest(id, argv, Map.of(), Optional.empty(), Optional.empty(), Input.NONE);
    }

    public ProgramRequest as(Optional<String> newUser) {
        return new ProgramRequest(id, argv, environment, directory, newUser, input);
    }

    public ProgramRequest with(Input newInput) {
        return new ProgramRequest(id, argv, environment, directory, user, newInput);
    }
}
