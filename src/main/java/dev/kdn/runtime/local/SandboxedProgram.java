/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.process.ConfinedProgram.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to be run in a workspace.
///
/// @param argv the program, as it is found inside, with its arguments
/// @param environment more variables than the workspace has anyway
/// @param secret values of secrets by variable
/// @param directory inside; empty means the sources
/// @param terminal the device that becomes its terminal
/// @param outlivesKdn whether it goes on when kdn ends
/// @param visible folders of this machine that it sees besides those of the workspace
record SandboxedProgram(
        List<String> argv,
        Map<String, String> environment,
        Map<String, String> secret,
        Optional<Path> directory,
        Streams streams,
        Optional<Path> terminal,
        boolean outlivesKdn,
        List<LocalInstance.Mount> visible) {
    SandboxedProgram {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        secret = Map.copyOf(secret);
        visible = List.copyOf(visible);
    }

    /// A program of kdn's own that is talked with and ends soon.
    static SandboxedProgram piped(List<String> argv) {
        return new SandboxedProgram(
                argv, Map.of(), Map.of(), Optional.empty(), Streams.PIPED, Optional.empty(), false, List.of());
    }

    SandboxedProgram seeing(List<LocalInstance.Mount> more) {
        return new SandboxedProgram(argv, environment, secret, directory, streams, terminal, outlivesKdn, more);
    }
}
