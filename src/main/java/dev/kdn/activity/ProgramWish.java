/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

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
}
