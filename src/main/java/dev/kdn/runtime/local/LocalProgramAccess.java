/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.MarkedPrograms;
import dev.kdn.process.PipedProgram;
import dev.kdn.process.SignalName;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Programs of workspaces on this machine. They are found from outside, each in a sandbox of its own: none could see
/// the
/// others.
final class LocalProgramAccess implements ProgramAccess {
    private static final String FOLDER = ".kdn";

    private final LocalInstances instances;
    private final LocalPrograms programs;
    private final Foreground foreground;
    private final LocalSecrets secrets;
    private final LocalHost host;
    private final MarkedPrograms marked = new MarkedPrograms(TOKEN);

    LocalProgramAccess(
            LocalInstances instances,
            LocalPrograms programs,
            Foreground foreground,
            LocalSecrets secrets,
            LocalHost host) {
        this.instances = instances;
        this.programs = programs;
        this.foreground = foreground;
        this.secrets = secrets;
        this.host = host;
    }

    @Override
    public String folder(String id) {
        return instances.get(id).bare()
                ? instances.temporary(id).resolve(FOLDER).toString()
                : "/tmp/" + FOLDER;
    }

    @Override
    public void expect(String id) {
        programs.expect(id);
    }

    @Override
    public int foreground(ProgramRequest request) {
        LocalInstance instance = running(request.id(), request.user());
        warn(instance);
        SandboxedProgram program = SandboxedProgram.of(request.argv())
                .checked()
                .in(request.directory())
                .with(secrets.values(instance))
                .with(request.environment());
        return switch (request.input()) {
            case TERMINAL -> foreground.onTerminal(instance, program);
            case STREAM -> foreground.onStreams(instance, program, true);
            case NONE -> foreground.onStreams(instance, program, false);
        };
    }

    @Override
    public void background(ProgramRequest request) {
        if (!host.showsPrograms().getAsBoolean()) {
            throw new UnavailableException(
                    "nothing can go on without kdn here: this system does not tell which programs belong to a"
                            + " workspace",
                    "leave --detach out");
        }
        LocalInstance instance = running(request.id(), request.user());
        warn(instance);
        SandboxedProgram program = SandboxedProgram.of(SandboxedProgram.systemShell(request.argv()))
                .in(request.directory())
                .with(secrets.values(instance))
                .with(request.environment());
        Process _ = programs.startInRunning(instance, program.outliving());
    }

    private void warn(LocalInstance instance) {
        if (instance.bare()) {
            host.notes().accept(Bare.WARNING);
        }
    }

    /// Only kdn's own programs are talked with.
    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        LocalInstance instance = running(request.id(), request.user());
        try (PipedProgram program = PipedProgram.of(programs.startInRunning(instance, own(request)))) {
            streams.input().ifPresent(input -> feed(input, program));
            try (InputStream output = program.output()) {
                output.transferTo(streams.output());
            }
            return new ProgramEnd(program.exitCode(), program.complaint());
        } catch (InterruptedException | ClosedByInterruptException e) {
            boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
            throw new CancelledException("a program in the workspace was cancelled", null, e);
        } catch (IOException e) {
            throw new EngineException("the connection to the program broke: " + e.getMessage(), null, e);
        }
    }

    private static SandboxedProgram own(ProgramRequest request) {
        return SandboxedProgram.of(request.argv())
                .asOwn()
                .in(request.directory())
                .with(request.environment());
    }

    private LocalInstance running(String id, Optional<String> user) {
        if (user.isPresent()) {
            throw new InvalidInputException(
                    "workspaces of the local runtime have no user but yourself: " + user.get(), "leave --user out");
        }
        return programs.running(id);
    }

    private static void feed(InputStream input, PipedProgram program) {
        Thread _ = Thread.ofPlatform().daemon().name("kdn-input").start(() -> {
            try (OutputStream to = program.input()) {
                input.transferTo(to);
            } catch (IOException takesNoMore) {
                // Its exit code tells why.
            }
        });
    }

    @Override
    public Look look(String id, Optional<String> user, List<String> argv) {
        Set<String> alive = marked.alive();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ProgramEnd end = connected(ProgramRequest.of(id, argv).as(user), ProgramStreams.to(said));
        if (!end.succeeded()) {
            throw new EngineException("cannot look at the programs in the workspace: " + end.complaint());
        }
        return new Look(alive, said.toString(StandardCharsets.UTF_8));
    }

    @Override
    public boolean signal(String id, Optional<String> user, String token, String signal) {
        LocalInstance _ = running(id, user);
        return marked.signal(Set.of(token), SignalName.number(signal), _ -> false);
    }

    @Override
    public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
        LocalInstance instance = running(id, user);
        if (Collections.disjoint(marked.alive(), tokens)) {
            return End.GONE;
        }
        ProgramKeepers keepers = ProgramKeepers.of(listed(instance), tokens, instance.bare());
        return marked.end(tokens, SignalName.number(signal), grace, keepers::contain)
                .map(killed -> killed ? End.KILLED : End.ENDED)
                .orElse(End.ALIVE);
    }

    /// What the programs of the workspace have noted about themselves, read inside since it may be links by now.
    private String listed(LocalInstance instance) {
        List<String> argv = List.of(
                "/bin/sh", "-c", "cat \"$0\"/*/pids 2>/dev/null | head -c 100000; exit 0", folder(instance.id()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ProgramEnd _ = connected(ProgramRequest.of(instance.id(), argv), ProgramStreams.to(said));
        return said.toString(StandardCharsets.UTF_8);
    }
}
