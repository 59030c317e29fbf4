/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.agent.Agents;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.process.Posix;
import dev.kdn.process.ProcessRunner;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// A runtime of this machine with a storage of its own, and a look into its workspaces.
final class LocalWorkbench {
    final Path folder;
    final LocalRuntime runtime;
    final List<String> notes = new ArrayList<>();
    /// What the kernel is taken to be able to do.
    boolean confines = ConfinedProgram.isCompletelyConfined();

    /// Whether the system is taken to tell whose programs are whose.
    boolean showsPrograms = true;

    private final LocalInstances instances;
    private final LocalPrograms programs;

    /// @param mayDoWithout the setting of the user
    LocalWorkbench(Path folder, Map<String, String> environment, SecretSource secrets, boolean mayDoWithout) {
        try {
            this.folder = folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Storage storage = new Storage(this.folder.resolve("storage"));
        Cancellation cancellation = new Cancellation();
        LocalHost host = new LocalHost(
                this.folder.resolve("user-home"),
                Posix::uid,
                environment,
                notes::add,
                secrets,
                () -> mayDoWithout,
                () -> showsPrograms,
                () -> confines);
        runtime = new LocalRuntime(
                storage,
                new ProcessRunner(environment, cancellation, new ChildJournal()),
                Agents.builtIn(),
                host,
                () -> new UserTerminal(
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        new ByteArrayOutputStream(),
                        cancellation));
        Path own = storage.runtimeFolder("local");
        instances = new LocalInstances(storage, own.resolve("instances"));
        programs = new LocalPrograms(instances, new Sandbox(storage, own, instances, host));
    }

    LocalWorkbench(Path folder) {
        this(folder, Map.of("PATH", "/usr/bin:/bin"), SecretSource.NONE, false);
    }

    /// A new folder of that name, if there is none yet.
    Path sources(String name) {
        try {
            return Files.createDirectories(folder.resolve(name)).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home(String id) {
        return instances.home(id);
    }

    Path folder(String id) {
        return instances.folder(id);
    }

    Path temporary(String id) {
        return instances.temporary(id);
    }

    /// Runs a script of sh in the workspace.
    ///
    /// @return its exit code, and what it printed
    Inside inside(String id, String script) {
        return inside(id, List.of("sh", "-c", script));
    }

    Inside inside(String id, List<String> argv) {
        LocalPrograms.Outcome outcome = programs.run(
                instances.get(id), SandboxedProgram.of(argv), new byte[0], 1 << 20, Duration.ofSeconds(20));
        return new Inside(
                outcome.exitCode(), new String(outcome.output(), StandardCharsets.UTF_8), outcome.complaint());
    }

    record Inside(int exit, String output, String errors) {}

    /// Runs a program as often as its sandbox needs it.
    <T> SandboxAttempt<T> attempt(
            String id, SandboxedProgram program, Function<ConfinedProgram, T> run, ToIntFunction<T> exitCode) {
        return SandboxAttempt.of(instances.get(id), program, programs, run, exitCode);
    }

    /// A program is to be run soon.
    void expect(String id) {
        programs.expect(id);
    }

    /// As a start that has found a file that is to be hidden.
    void hide(String id, Path file) {
        HiddenFiles hidden = HiddenFiles.none();
        hidden.files().add(file);
        hidden.keep(instances.folder(id));
    }

    /// What makes the sandbox of a program.
    List<String> sandbox(String id) {
        return programs.prepared(instances.get(id), SandboxedProgram.of(List.of("true")))
                .argv();
    }

    /// Starts a program with a terminal.
    Process start(String id, SandboxedProgram program) {
        return programs.start(instances.get(id), program);
    }

    int terminal(String id, String... command) {
        TerminalAccess access = runtime.capabilities().terminal().orElseThrow();
        return access.open(new TerminalAccess.Request(id, "shell", List.of(command), false, Optional.empty()));
    }

    /// Removes everything.
    void close() {
        var garbage = runtime.capabilities().garbage().orElseThrow();
        for (EngineObject object : garbage.objects()) {
            garbage.remove(object);
        }
    }
}
