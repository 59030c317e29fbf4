/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.RefusedException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.process.Posix;
import dev.kdn.process.Programs;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// Makes of a program in a workspace one of this machine.
final class Sandbox {
    // Keys of the terminal are signals for all in its foreground, also for bubblewrap, with which everything inside
    // would
    // end. So it ignores them, and the program gets its ordinary ways back.
    //
    // Becomes the program; the terminal, if there is one, becomes that of the session, which setsid(1) has made.
    private static final String LAUNCH = """
        if [ -n "$1" ]; then
          exec 0<>"$1" 1>&0 2>&0 || exit 125
          if [ "$2" != /dev/null ] && /usr/bin/env --default-signal=INT true 2>/dev/null; then
            trap '' INT QUIT
            export KDN_SIGNALS=1
          fi
        fi
        exec 9<"$2" || exit 125
        if [ -n "$3" ]; then exec 8>"$3" || exit 125; fi
        shift 3
        exec "$@"
        """;
    // Gives variables their names. All of this runs inside.
    private static final String BEGIN = """
        while [ "$1" != -- ]; do
          eval "export $1=\\"\\$KDN_VALUE_$2\\""
          unset "KDN_VALUE_$2"
          shift 2
        done
        shift
        if [ -n "${KDN_SIGNALS:-}" ]; then unset KDN_SIGNALS; set -- /usr/bin/env --default-signal=INT,QUIT "$@"; fi
        if [ -n "${KDN_DIRECTORY:-}" ]; then
          cd "$KDN_DIRECTORY" 2>/dev/null || {
            printf 'Error: there is no such folder in the workspace: %s\\n' "$KDN_DIRECTORY" >&2
            exit 126
          }
          unset KDN_DIRECTORY
        fi
        exec "$@"
        """;
    private static final String SHELL = "/bin/sh";
    private static final String INPUT = "/dev/stdin";

    private final Storage storage;
    private final Path folder;
    private final LocalInstances instances;
    private final LocalHost host;
    private final Programs programs;
    private final HiddenAhead ahead = new HiddenAhead();

    /// @param folder of the runtime
    Sandbox(Storage storage, Path folder, LocalInstances instances, LocalHost host) {
        this.storage = storage;
        this.folder = folder;
        this.instances = instances;
        this.host = host;
        this.programs = new Programs(host.environment());
    }

    /// bubblewrap, if this machine has it.
    Optional<Path> program() {
        return programs.find("bwrap");
    }

    /// Begins what takes time, of a program that is to be run soon.
    void expect(LocalInstance instance) {
        if (!instance.bare()) {
            ahead.begin(instances.folder(instance.id()));
        }
    }

    /// The program as it can be started. What it is to see is looked at once more: an agent can put a link in the place
    /// of a folder.
    ///
    /// @throws RefusedException if something leads elsewhere now
    /// @throws UnavailableException if there is no bubblewrap
    ConfinedProgram of(LocalInstance instance, SandboxedProgram program) {
        MountedPaths.check(instance, instances);
        return instance.bare() ? bare(instance, program) : sandboxed(instance, program);
    }

    private ConfinedProgram sandboxed(LocalInstance instance, SandboxedProgram program) {
        WorkspaceVariables variables = WorkspaceVariables.of(instance, host, SandboxArguments.HOME, program);
        List<String> argv = new ArrayList<>(launcher(program, filter().toString(), true));
        argv.add(require().toString());
        argv.addAll(
                SandboxArguments.of(instance, instances, host, ahead.take(instances.folder(instance.id())), program));
        argv.add("--");
        argv.addAll(inside(variables, program));
        return new ConfinedProgram(argv, variables.environment(), Optional.empty(), program.streams(), true);
    }

    /// The simplest sandbox, made as those of workspaces are. It reads the filter from its input, so that asking leaves
    /// no file behind.
    ///
    /// @throws UnavailableException if there is no bubblewrap
    ConfinedProgram simplest() {
        SandboxedProgram nothing = SandboxedProgram.of(List.of(SHELL, "-c", ":"));
        List<String> argv = new ArrayList<>(launcher(nothing, INPUT, true));
        argv.add(require().toString());
        argv.addAll(SandboxArguments.simplest());
        argv.add("--");
        argv.addAll(nothing.argv());
        return new ConfinedProgram(
                argv, Map.of("PATH", WorkspaceVariables.PATH), Optional.empty(), nothing.streams(), true);
    }

    private ConfinedProgram bare(LocalInstance instance, SandboxedProgram program) {
        WorkspaceVariables variables = WorkspaceVariables.of(instance, host, instances.home(instance.id()), program)
                .with("TMPDIR", instances.temporary(instance.id()).toString());
        List<String> argv = new ArrayList<>(launcher(program, "/dev/null", !program.isJob()));
        argv.addAll(inside(variables, program));
        return new ConfinedProgram(
                argv, variables.environment(), Optional.of(instance.sources()), program.streams(), false);
    }

    /// @param session whether it gets one of its own, where the system can make one
    private List<String> launcher(SandboxedProgram program, String filter, boolean session) {
        List<String> launcher = new ArrayList<>();
        if (session) {
            programs.find("setsid").ifPresent(setsid -> launcher.add(setsid.toString()));
        }
        String terminal = program.terminal().map(Path::toString).orElse("");
        String report = program.report().map(Path::toString).orElse("");
        launcher.addAll(List.of(SHELL, "-c", LAUNCH, SHELL, terminal, filter, report));
        return launcher;
    }

    private static List<String> inside(WorkspaceVariables variables, SandboxedProgram program) {
        List<String> argv = new ArrayList<>(List.of(SHELL, "-c", BEGIN, SHELL));
        argv.addAll(variables.names());
        argv.add("--");
        argv.addAll(program.argv());
        return argv;
    }

    private Path require() {
        return program()
                .orElseThrow(() -> new UnavailableException(
                        "there is no sandbox on this machine: no bwrap command on PATH", SandboxProbe.REMEDY));
    }

    static byte[] filterBytes() {
        return SeccompFilter.of(Posix.isArm() ? SeccompFilter.Machine.AARCH64 : SeccompFilter.Machine.X86_64);
    }

    /// The filter of system calls as a file, which a launcher can open; its name changes with what is in it.
    private Path filter() {
        byte[] filter = filterBytes();
        CRC32 sum = new CRC32();
        sum.update(filter);
        Path file = folder.resolve("filter-" + HexFormat.of().toHexDigits((int) sum.getValue()));
        try {
            if (Files.notExists(file) || Files.size(file) != filter.length) {
                storage.ensureFolder(folder);
                AtomicFile.write(file, filter);
            }
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
        return file;
    }
}
