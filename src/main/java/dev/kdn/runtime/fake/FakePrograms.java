/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ApartProgram;
import dev.kdn.process.Command;
import dev.kdn.process.MarkedPrograms;
import dev.kdn.process.PipedProgram;
import dev.kdn.process.SignalName;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.RunScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Programs of fake instances: they run on this machine, with nothing between, in a folder of their own.
final class FakePrograms implements ProgramAccess {
    private final Path homes;
    private final Predicate<String> runs;
    private final Map<String, String> environment;
    private final MarkedPrograms marked = new MarkedPrograms(TOKEN);

    /// @param homes holds a folder for each instance
    /// @param runs whether an instance does
    /// @param environment what kdn was started with
    FakePrograms(Path homes, Predicate<String> runs, Map<String, String> environment) {
        this.homes = homes;
        this.runs = runs;
        this.environment = environment;
    }

    Path home(String id) {
        return homes.resolve(id);
    }

    @Override
    public String folder(String id) {
        return home(id).resolve("tmp").resolve(".kdn").toString();
    }

    @Override
    public int foreground(ProgramRequest request) {
        return ApartProgram.run(
                environment,
                command(request, RunScript.CHECKED + RunScript.EXEC),
                request.input() != ProgramRequest.Input.NONE);
    }

    @Override
    public void background(ProgramRequest request) {
        ApartProgram.start(environment, command(request, RunScript.EXEC));
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        try (PipedProgram program = PipedProgram.start(environment, command(request, RunScript.EXEC))) {
            streams.input().ifPresent(input -> feed(input, program));
            try (InputStream output = program.output()) {
                output.transferTo(streams.output());
            }
            return new ProgramEnd(program.exitCode(), program.complaint());
        } catch (InterruptedException | java.nio.channels.ClosedByInterruptException e) {
            throw cancelled(e);
        } catch (IOException e) {
            throw new EngineException("the connection to the program broke: " + e.getMessage(), null, e);
        }
    }

    private static CancelledException cancelled(Exception cause) {
        boolean ignored = Thread.interrupted(); // clean-up has to be able to run programs
        return new CancelledException("a program was cancelled", null, cause);
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

    private Command command(ProgramRequest request, String script) {
        if (!runs.test(request.id())) {
            throw new UnavailableException("the workspace does not run", "start it with 'kdn start'");
        }
        if (request.user().isPresent()) {
            throw new InvalidInputException("the fake runtime knows no users", "leave --user out");
        }
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script));
        argv.addAll(request.argv());
        Map<String, String> variables = new HashMap<>(request.environment());
        variables.put("HOME", made(home(request.id())).toString());
        return Command.of(argv, Duration.ofDays(1))
                .withEnvironment(variables)
                .in(request.directory().map(Path::of).orElse(home(request.id())));
    }

    private static Path made(Path home) {
        try {
            Path _ = Files.createDirectories(home.resolve("tmp"));
            return home;
        } catch (IOException e) {
            throw new EngineException("cannot make the fake home " + home, null, e);
        }
    }

    @Override
    public Look look(String id, Optional<String> user, List<String> argv) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Set<String> alive = new HashSet<>(marked.alive());
        ProgramEnd end = connected(ProgramRequest.of(id, argv).as(user), ProgramStreams.to(said));
        if (!end.succeeded()) {
            throw new EngineException("cannot look at the programs in the workspace: " + end.complaint());
        }
        return new Look(alive, said.toString(StandardCharsets.UTF_8));
    }

    @Override
    public boolean signal(String id, Optional<String> user, String token, String signal) {
        return marked.signal(Set.of(token), SignalName.number(signal), pid -> false);
    }

    @Override
    public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
        if (Collections.disjoint(marked.alive(), tokens)) {
            return End.GONE;
        }
        Set<Long> spared = keepers(id, tokens);
        return marked.end(tokens, SignalName.number(signal), grace, spared::contains)
                .map(killed -> killed ? End.KILLED : End.ENDED)
                .orElse(End.ALIVE);
    }

    /// The processes that keep the logs of programs and note their ends.
    private Set<Long> keepers(String id, Set<String> tokens) {
        Set<Long> pids = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(folder(id)))) {
            for (Path folder : folders) {
                addKeepers(folder.resolve("pids"), tokens, pids);
            }
        } catch (IOException none) {
            return pids;
        }
        return pids;
    }

    /// Of one that only begins there is nothing to be read yet.
    private static void addKeepers(Path file, Set<String> tokens, Set<Long> to) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            if (words.length == 3 && tokens.contains(words[2])) {
                to.addAll(List.of(Long.parseLong(words[0]), Long.parseLong(words[1])));
            }
        } catch (IOException | NumberFormatException none) {
            return;
        }
    }
}
