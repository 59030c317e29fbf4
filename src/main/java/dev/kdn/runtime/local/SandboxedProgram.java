/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.process.ConfinedProgram.Streams;
import dev.kdn.runtime.RunScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to be run in a workspace.
///
/// @param argv the program, as it is found inside, with its arguments
/// @param environment variables besides those of the workspace, secrets too
/// @param directory absolute, inside; empty means the sources
/// @param streams where its standard streams lead
/// @param terminal the device that becomes its terminal
/// @param isJob whether a program without a sandbox is a job of the user's shell, which gets the signals of keys
/// @param outlivesKdn whether it goes on when kdn ends
/// @param isOwn whether it is kdn's own, which nothing that the workspace's programs or its configuration say decides
/// on
/// @param report the file that says whether its sandbox could be made
/// @param visible folders of this machine that it sees besides those of the workspace
record SandboxedProgram(
        List<String> argv,
        Map<String, String> environment,
        Optional<String> directory,
        Streams streams,
        Optional<Path> terminal,
        boolean isJob,
        boolean outlivesKdn,
        boolean isOwn,
        Optional<Path> report,
        List<LocalInstance.Mount> visible) {
    SandboxedProgram {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        visible = List.copyOf(visible);
    }

    /// A program that kdn talks with.
    static SandboxedProgram of(List<String> argv) {
        return new SandboxedProgram(
                argv,
                Map.of(),
                Optional.empty(),
                Streams.PIPED,
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    /// The same, which says in a sentence that there is no such program.
    SandboxedProgram checked() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", RunScript.CHECKED + RunScript.EXEC));
        words.addAll(argv);
        return new SandboxedProgram(
                words, environment, directory, streams, terminal, isJob, outlivesKdn, isOwn, report, visible);
    }

    /// The same with more variables, which win.
    SandboxedProgram with(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new SandboxedProgram(
                argv, all, directory, streams, terminal, isJob, outlivesKdn, isOwn, report, visible);
    }

    SandboxedProgram in(Optional<String> folder) {
        return new SandboxedProgram(
                argv, environment, folder, streams, terminal, isJob, outlivesKdn, isOwn, report, visible);
    }

    SandboxedProgram on(Streams others) {
        return new SandboxedProgram(
                argv, environment, directory, others, terminal, isJob, outlivesKdn, isOwn, report, visible);
    }

    SandboxedProgram onTerminal(Path device) {
        return new SandboxedProgram(
                argv,
                environment,
                directory,
                Streams.NONE,
                Optional.of(device),
                isJob,
                outlivesKdn,
                isOwn,
                report,
                visible);
    }

    SandboxedProgram asJob() {
        return new SandboxedProgram(
                argv, environment, directory, Streams.INHERITED, terminal, true, outlivesKdn, isOwn, report, visible);
    }

    SandboxedProgram outliving() {
        return new SandboxedProgram(
                argv, environment, directory, Streams.NONE, terminal, isJob, true, isOwn, report, visible);
    }

    /// The same as a program of kdn's own. A `sh` that it begins with is the system's.
    SandboxedProgram asOwn() {
        return new SandboxedProgram(
                systemShell(argv),
                environment,
                directory,
                streams,
                terminal,
                isJob,
                outlivesKdn,
                true,
                report,
                visible);
    }

    /// The program and its arguments, with the path of the shell if it is one: programs of the workspace can put
    /// another `sh` on their PATH.
    static List<String> systemShell(List<String> argv) {
        List<String> words = new ArrayList<>(argv);
        if (words.getFirst().equals("sh")) {
            words.set(0, "/bin/sh");
        }
        return words;
    }

    SandboxedProgram reporting(Path file) {
        return new SandboxedProgram(
                argv, environment, directory, streams, terminal, isJob, outlivesKdn, isOwn, Optional.of(file), visible);
    }

    SandboxedProgram seeing(List<LocalInstance.Mount> more) {
        return new SandboxedProgram(
                argv, environment, directory, streams, terminal, isJob, outlivesKdn, isOwn, report, more);
    }
}
