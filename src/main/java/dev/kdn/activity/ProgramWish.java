/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import dev.kdn.runtime.ProgramRequest.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A program that a user wants to run in a workspace.
///
/// @param workspace its reference
/// @param argv the program and its arguments
/// @param name of the activity; empty for one made of the program's
/// @param environment the user's variables
/// @param directory absolute, inside; empty for where terminals begin
/// @param user inside; empty for the workspace's own
/// @param input for programs in the foreground
/// @param limit after which the program is ended; empty for none
public record ProgramWish(
        String workspace,
        List<String> argv,
        Optional<String> name,
        EnvironmentWish environment,
        Optional<String> directory,
        Optional<String> user,
        Input input,
        Optional<Duration> limit) {
    public ProgramWish {
        argv = List.copyOf(argv);
    }

    /// Whether it can be meant, before anything is started for its sake.
    ///
    /// @throws InvalidInputException if it cannot
    void check() {
        name.ifPresent(ActivityName::checked);
        user.ifPresent(ProgramWish::checkUser);
        directory.ifPresent(ProgramWish::checkDirectory);
        String _ = environment.script();
    }

    // It becomes part of the name of a folder.
    private static void checkUser(String user) {
        if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}")) {
            throw new InvalidInputException("not the name or id of a user: " + user);
        }
    }

    private static void checkDirectory(String directory) {
        if (!directory.startsWith("/")) {
            throw new InvalidInputException(
                    "not an absolute path inside the workspace: " + directory, "write --workdir /path");
        }
    }
}
