/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ApartProgram;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.PipedProgram;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.container.ContainerExec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs programs in containers by `podman exec`. Values of variables are in podman's own environment, not in its
/// arguments.
final class PodmanPrograms implements ContainerExec {
    // What podman 4 answers when the container does not run; later ones, 125.
    private static final int NOT_RUNNING = 255;
    private static final int ENGINE_FAILED = 125;

    private final PodmanEngine engine;
    private final ReferencePods referencePods;
    private final Map<String, String> environment;

    /// @param environment what kdn was started with
    PodmanPrograms(PodmanEngine engine, ReferencePods referencePods, Map<String, String> environment) {
        this.engine = engine;
        this.referencePods = referencePods;
        this.environment = environment;
    }

    @Override
    public int foreground(ProgramRequest request) {
        referencePods.refuse(request.id(), "run a program in");
        Command command = command(request, flag(request.input()));
        int code = request.input() == Input.TERMINAL
                ? engine.cli().attach(command)
                : ApartProgram.run(environment, command, request.input() == Input.STREAM);
        if (code == NOT_RUNNING || code == ENGINE_FAILED) {
            refuseStopped(request);
        }
        return code;
    }

    private static List<String> flag(Input input) {
        return switch (input) {
            case NONE -> List.of();
            case STREAM -> List.of("-i");
            case TERMINAL -> List.of("-it");
        };
    }

    private void refuseStopped(ProgramRequest request) {
        if (engine.containers().inspect(request.id()).state() != RuntimeState.RUNNING) {
            throw new UnavailableException("the workspace does not run", "start it with 'kdn start'");
        }
    }

    @Override
    public void background(ProgramRequest request) {
        referencePods.refuse(request.id(), "run a program in");
        CommandResult result = engine.cli().call(command(request, List.of("-d")));
        if (!result.succeeded()) {
            refuseStopped(request);
            throw engine.cli().failure("cannot run a program in container " + request.id(), result);
        }
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        // A program that gets no input here still has one, which ends when kdn does.
        try (PipedProgram program = PipedProgram.start(environment, command(request, List.of("-i")))) {
            streams.input().ifPresent(input -> feed(input, program));
            copy(program, streams);
            ProgramEnd end = new ProgramEnd(program.exitCode(), program.complaint());
            if (end.code() == NOT_RUNNING || end.code() == ENGINE_FAILED) {
                refuseStopped(request);
            }
            return end;
        } catch (InterruptedException e) {
            throw new CancelledException("podman exec was cancelled");
        } catch (IOException e) {
            throw new EngineException("the connection to the program broke: " + e.getMessage(), null, e);
        }
    }

    private static void copy(PipedProgram program, ProgramStreams streams) throws IOException {
        try (InputStream output = program.output()) {
            byte[] buffer = new byte[64 << 10];
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                streams.output().write(buffer, 0, count);
                streams.output().flush();
            }
        } catch (java.nio.channels.ClosedByInterruptException cancelled) {
            boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
            throw new CancelledException("podman exec was cancelled", null, cancelled);
        }
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

    private Command command(ProgramRequest request, List<String> flags) {
        List<String> arguments = new ArrayList<>(List.of("exec"));
        arguments.addAll(flags);
        request.user().ifPresent(user -> arguments.addAll(List.of("--user", user)));
        request.directory().ifPresent(folder -> arguments.addAll(List.of("--workdir", folder)));
        for (String name : new TreeMap<>(request.environment()).keySet()) {
            arguments.addAll(List.of("--env", name));
        }
        arguments.add(request.id());
        arguments.addAll(request.argv());
        return engine.cli().command(PodmanCli.CHANGE, arguments).withEnvironment(request.environment());
    }
}
